-- A hook says, while the build runs, which segmentations are empty and why.
with populations as (select * from {{ ref('seg_populations') }}),

customer_segments as (select * from {{ ref('customer_segments') }}),

-- A population that is new since the last fit has no model yet.
outcomes as (
    select
        populations.as_of_date,
        populations.segmentation,
        populations.population,
        case
            when populations.population is null then populations.set_aside_reason
            when customer_segments.segment_id is null then 'population_without_model'
            else 'segmented'
        end as outcome
    from populations
    left join customer_segments
        on
            populations.as_of_date = customer_segments.as_of_date
            and populations.segmentation = customer_segments.segmentation
            and populations.customer_id = customer_segments.customer_id
),

segmentation_coverage as (
    select
        as_of_date,
        segmentation,
        population,
        outcome,
        count(*) as customers
    from outcomes
    group by as_of_date, segmentation, population, outcome
)

select * from segmentation_coverage
order by segmentation, population, outcome
