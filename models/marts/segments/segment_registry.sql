with known_segments as (select * from {{ ref('seg_known_segments') }}),

segment_registry as (
    select
        segmentation,
        population,
        segment_id,
        segment_name,
        description,
        named_by,
        status
    from known_segments
)

select * from segment_registry
order by segmentation, population, segment_id
