-- A segment that dissolves in other samples is no reason to publish nothing.
{{ config(severity='warn') }}

select
    segmentation,
    population,
    segment_id
from {{ ref('segment_stability') }}
where not coalesce(jaccard_mean >= 0.6, false)
