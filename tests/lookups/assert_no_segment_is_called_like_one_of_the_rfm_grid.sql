-- The grid gives orders, the other segments describe: one name must not mean both.
with named as (

    select distinct segment_name
    from {{ ref('seg_names') }}

),

grid as (

    select distinct rfm_segment
    from {{ ref('rfm_segments') }}

),

shared as (

    select
        named.segment_name,
        grid.rfm_segment
    from named
    inner join grid
        on lower(named.segment_name) = lower(grid.rfm_segment)

)

select * from shared
