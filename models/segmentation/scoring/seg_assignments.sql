with scores as (
    select * from {{ ref('seg_scores') }}
    where model_role = 'current'
),

history as (select * from {{ ref('seg_history') }}),

{% set columns = [
    'as_of_date', 'segmentation', 'population', 'customer_id', 'segment_id', 'distance', 'margin',
    'model_version',
] %}
assignments as (
    select {{ columns | join(', ') }} from scores
    union all
    select {{ columns | join(', ') }} from history
)

select * from assignments
