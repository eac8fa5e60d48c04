{% set segments = fitted_segments(ref('seg_parameters')) %}
{% set components = range(1, run_settings().most_components + 1) | list %}

with parameters as (select * from {{ ref('seg_parameters') }}),

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
        max(segment_id) as clusters
    from parameters
    group by segmentation, population, model_version
)

select * from one_row
