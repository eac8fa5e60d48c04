{% set change = [
    'as_of_date', 'last_as_of_date', 'segmentation', 'last_population', 'last_segment_id',
    'last_segment_name', 'population', 'segment_id', 'segment_name', 'cause',
] | join(', ') %}

with changes as (select * from {{ ref('customer_changes') }}),

segment_changes as (
    select
        {{ change }},
        count(*) as customers,
        sum(monetary) as revenue
    from changes
    group by {{ change }}
)

select * from segment_changes
order by segmentation, last_population, last_segment_id, population, segment_id, cause
