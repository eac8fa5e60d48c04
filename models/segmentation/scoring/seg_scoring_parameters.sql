{% set segments = fitted_segments() %}
{% set components = range(1, run_settings().most_components + 1) | list %}

{% set columns = [
    'segmentation', 'population', 'model_version', 'parameter', 'segment_id', 'component',
    'feature', 'value',
] %}

-- Beside the models that score today, those that they replace, where the same features are used:
-- segments of the two are matched by the customers that they share.
with parameters as (
    select {{ columns | join(', ') }}, 'current' as model_role
    from {{ ref('seg_model_parameters') }}
    union all
    select recalled.{{ columns | join(', recalled.') }}, 'replaced' as model_role
    from {{ source('memory', 'segment_model_parameters') }} as recalled
    inner join {{ ref('seg_refits') }} as refits
        on
            recalled.model_version = refits.last_model_version
            and recalled.segmentation = refits.segmentation
            and recalled.population = refits.population
    where refits.fit_reason is not null and refits.is_comparable
),

-- Side by side, so that scoring is one join and arithmetic; what the model has not is null.
one_row as (
    select
        segmentation,
        population,
        model_version,
        {% for feature in run_settings().used_features %}
            {% set of_feature = "feature = '" ~ feature ~ "'" %}
            {% for parameter in ['offset', 'scale', 'lower', 'upper'] %}
                {{ parameter_value(parameter, of_feature) }} as {{ parameter }}_{{ feature }},
            {% endfor %}
            {% for component in components %}
                {{ parameter_value('loading', of_feature ~ ' and component = ' ~ component) }}
                    as loading_{{ component }}_{{ feature }},
            {% endfor %}
            {% for segment_id in range(1, segments + 1) %}
                {{ parameter_value('centre', of_feature ~ ' and segment_id = ' ~ segment_id) }}
                    as centre_{{ segment_id }}_{{ feature }},
            {% endfor %}
        {% endfor %}
        {% for component in components %}
            {% set of_component = 'feature is null and component = ' ~ component %}
            {% for segment_id in range(1, segments + 1) %}
                {{ parameter_value('centre', of_component ~ ' and segment_id = ' ~ segment_id) }}
                    as centre_{{ segment_id }}_component_{{ component }},
            {% endfor %}
        {% endfor %}
        model_role
    from parameters
    group by segmentation, population, model_version, model_role
)

select * from one_row
