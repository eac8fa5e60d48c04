{# How far the scoring SQL is unrolled: to the greatest number of a segment, in the models of this
   build and in those that it replaces. #}
{% macro fitted_segments() %}
    {% set parameters = ref('seg_model_parameters') %}
    {% set last_parameters = source('memory', 'segment_model_parameters') %}
    {% set relation = load_relation(parameters) if execute %}
    {% if not relation %}{{ return(run_settings().max_clusters) }}{% endif %}
    {{ return(run_query(
        'select max(segment_id) from (select segment_id from ' ~ relation
        ~ ' union all select segment_id from ' ~ last_parameters
        ~ ' where coalesce(is_current, true)) as parameters'
    ).columns[0][0] or 1) }}
{% endmacro %}
