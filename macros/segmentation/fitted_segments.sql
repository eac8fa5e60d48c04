{# How far the scoring SQL is unrolled: the segments of the largest model that was fitted.
   Argument: parameters (relation), the table of parameters. #}
{% macro fitted_segments(parameters) %}
    {% set relation = load_relation(parameters) if execute %}
    {% if not relation %}{{ return(run_settings().max_clusters) }}{% endif %}
    {{ return(run_query('select max(segment_id) from ' ~ relation).columns[0][0] or 1) }}
{% endmacro %}
