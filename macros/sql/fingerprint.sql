{# A number that is equal for equal rows and nearly always different for different ones.
   Argument: columns (list of strings). #}
{% macro fingerprint(columns) %}
    {{- adapter.dispatch('fingerprint', 'customer_segmentation')(columns) -}}
{% endmacro %}

{% macro default__fingerprint(columns) %}xxhash64({{ columns | join(', ') }}){% endmacro %}

{% macro duckdb__fingerprint(columns) %}hash({{ columns | join(', ') }}){% endmacro %}
