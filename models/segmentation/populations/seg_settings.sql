{% set of_all = {
    'evidence': var('evidence'), 'bootstraps': var('bootstraps'), 'is_sample': is_sample()
} %}

-- One text each, so that Python reads a segmentation in the same way whatever its keys are.
with settings as (
    {% for name, settings in segmentations().items() %}
        select
            {{ literal(name) }} as segmentation,
            {{ literal(dict(settings, **of_all) | tojson) }} as settings
        {{ 'union all' if not loop.last }}
    {% else %}
        select
            cast(null as {{ dbt.type_string() }}) as segmentation,
            cast(null as {{ dbt.type_string() }}) as settings
        where false
    {% endfor %}
)

select * from settings
