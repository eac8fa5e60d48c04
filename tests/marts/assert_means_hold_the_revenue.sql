-- Mean spend times customers is the revenue, up to the rounding of doubles (1e-9 of it).
select
    segmentation,
    population,
    segment_id
from {{ ref('segment_profiles') }}
where abs(mean_monetary * customers - cast(revenue as double)) > 1e-9 * (1 + revenue)
