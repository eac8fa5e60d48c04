-- A frozen model scores with the settings of today: same features, same transforms.
with configured as (

    {% for name, settings in segmentations().items() %}
        {% set outer = loop %}
        {% for feature, transform in settings.features.items() %}
            select
                '{{ name }}' as segmentation,
                '{{ feature }}' as feature,
                '{{ transform }}' as transform
            {{ 'union all' if not (outer.last and loop.last) }}
        {% endfor %}
    {% endfor %}

),

fitted as (

    select distinct
        segmentation,
        feature,
        transform
    from {{ ref('seg_parameters') }}

)

select
    coalesce(configured.segmentation, fitted.segmentation) as segmentation,
    configured.feature as configured_feature,
    fitted.feature as fitted_feature
from configured
full outer join fitted
    on
        configured.segmentation = fitted.segmentation
        and configured.feature = fitted.feature
        and configured.transform = fitted.transform
where configured.feature is null or fitted.feature is null
