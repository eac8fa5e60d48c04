-- Segments of today, and those that are gone: history speaks of them.
with current_segments as (
    select * from {{ ref('seg_names') }}
    where {{ is_of_this_run('segmentation') }}
),

gone as (
    select recalled.*
    from {{ source('memory', 'segment_registry') }} as recalled
    left join current_segments
        on
            recalled.segmentation = current_segments.segmentation
            and recalled.population = current_segments.population
            and recalled.segment_id = current_segments.segment_id
    where current_segments.segment_id is null and {{ is_of_this_run('recalled.segmentation') }}
),

{% set columns = [
    'segmentation', 'population', 'segment_id', 'segment_name', 'description', 'named_by',
] %}
known_segments as (
    select {{ columns | join(', ') }}, 'current' as status from current_segments
    union all
    select {{ columns | join(', ') }}, 'retired' as status from gone
)

select * from known_segments
