{% set of_all = {
    'evidence': var('evidence'), 'bootstraps': var('bootstraps'), 'is_sample': is_sample()
} %}

-- One text each, so that Python reads a segmentation in the same way whatever its keys are.
with settings as (
    {% for name, settings in segmentations().items() %}
        select
            {{ literal(name) }} as segmentation,
            {{ literal(dict(settings, **of_all) | tojson) }} as settings,
            {{ literal(fit_settings(settings)) }} as fit_settings,
            {{ literal(settings.algorithm) }} as algorithm,
            {{ literal(features_of(settings)) }} as features,
            {{ 0 if settings.pca_components == 'none' else settings.pca_components }}
                as components
        {{ 'union all' if not loop.last }}
    {% else %}
        select
            cast(null as {{ dbt.type_string() }}) as segmentation,
            cast(null as {{ dbt.type_string() }}) as settings,
            cast(null as {{ dbt.type_string() }}) as fit_settings,
            cast(null as {{ dbt.type_string() }}) as algorithm,
            cast(null as {{ dbt.type_string() }}) as features,
            cast(null as integer) as components
        where false
    {% endfor %}
)

select * from settings
