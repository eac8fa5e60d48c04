-- Mean spend times customers is the revenue, up to the rounding of doubles (1e-9 of it), in the
-- segmentations whose customers all have orders.
{% set of_orders = [] %}
{% for name, settings in segmentations().items()
    if settings.features | select('in', run_settings().order_features) | list %}
    {% do of_orders.append(literal(name)) %}
{% endfor %}
select
    segmentation,
    population,
    segment_id
from {{ ref('segment_profiles') }}
where
    abs(mean_monetary * customers - cast(revenue as double)) > 1e-9 * (1 + revenue)
    and segmentation in ({{ (of_orders or ["''"]) | join(', ') }})
