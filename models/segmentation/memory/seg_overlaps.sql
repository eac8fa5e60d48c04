-- Segments of models that this build replaced, and of those that it made, by customers of today,
-- whom both score.
{% set population = 'replaced.segmentation, replaced.population' %}

with pairs as (
    select
        {{ population }},
        scores.segment_id,
        replaced.segment_id as last_segment_id,
        count(*) as customers_in_both
    from {{ ref('seg_scores') }} as replaced
    inner join {{ ref('seg_scores') }} as scores
        on
            replaced.as_of_date = scores.as_of_date
            and replaced.segmentation = scores.segmentation
            and replaced.population = scores.population
            and replaced.customer_id = scores.customer_id
    where replaced.model_role = 'replaced' and scores.model_role = 'current'
    group by {{ population }}, scores.segment_id, replaced.segment_id
),

-- Of equal ones, the lowest number comes first.
pairs_in_order as (
    select
        *,
        cast(sum(customers_in_both) over of_segment as bigint) as customers_now,
        cast(sum(customers_in_both) over of_last as bigint) as customers_before,
        customers_in_both / cast(
            sum(customers_in_both) over of_segment + sum(customers_in_both) over of_last
            - customers_in_both as double
        ) as jaccard,
        {{ place_of('segment_id', 'last_segment_id') }} as place_before,
        {{ place_of('last_segment_id', 'segment_id') }} as place_now
    from pairs
    window of_segment as (partition by segmentation, population, segment_id),
        of_last as (partition by segmentation, population, last_segment_id)
)

select * from pairs_in_order
