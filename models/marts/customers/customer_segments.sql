with assignments as (select * from {{ ref('seg_assignments') }}),

names as (select * from {{ ref('seg_known_segments') }}),

customer_segments as (
    select
        assignments.as_of_date,
        assignments.segmentation,
        assignments.population,
        assignments.customer_id,
        assignments.segment_id,
        names.segment_name,
        assignments.distance,
        assignments.margin,
        assignments.model_version
    from assignments
    left join names
        on
            assignments.segmentation = names.segmentation
            and assignments.population = names.population
            and assignments.segment_id = names.segment_id
)

-- Not sorted, as other marts are: it has a row per customer, segmentation and month.
select * from customer_segments
