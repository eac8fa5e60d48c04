{# A moment without time zone. #}
{% macro type_moment() %}
    {{- return(adapter.dispatch('type_moment', 'customer_segmentation')()) -}}
{% endmacro %}

{% macro default__type_moment() %}{{ return('timestamp_ntz') }}{% endmacro %}

{% macro duckdb__type_moment() %}{{ return('timestamp') }}{% endmacro %}

{# A moment with a time zone, as it is in UTC, without one. #}
{% macro in_utc(moment) %}
    {{- return(adapter.dispatch('in_utc', 'customer_segmentation')(moment)) -}}
{% endmacro %}

{# The session of Spark is in UTC. #}
{% macro default__in_utc(moment) %}
    {{- return('cast(' ~ moment ~ ' as timestamp_ntz)') -}}
{% endmacro %}

{% macro duckdb__in_utc(moment) %}{{- return("timezone('UTC', " ~ moment ~ ')') -}}{% endmacro %}

{# A text as a moment by a strptime pattern, or null. Arguments: text (SQL), format (string). #}
{% macro parsed_moment(text, format) %}
    {{- return(adapter.dispatch('parsed_moment', 'customer_segmentation')(text, format)) -}}
{% endmacro %}

{# The plugin refuses any other format than iso there. #}
{% macro default__parsed_moment(text, format) %}
    {{- return('try_cast(' ~ text ~ ' as timestamp_ntz)') -}}
{% endmacro %}

{% macro duckdb__parsed_moment(text, format) %}
    {{- return('try_strptime(' ~ text ~ ', ' ~ literal(format) ~ ')') -}}
{% endmacro %}
