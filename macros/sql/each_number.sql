{# In a select: a row for each whole number from one (included) to another (excluded), which must
   be greater. Arguments: first (string), last (string), columns. #}
{% macro each_number(first, last) %}
    {{- adapter.dispatch('each_number', 'customer_segmentation')(first, last) -}}
{% endmacro %}

{% macro default__each_number(first, last) %}
    {{- 'explode(sequence(' ~ first ~ ', ' ~ last ~ ' - 1))' -}}
{% endmacro %}

{% macro duckdb__each_number(first, last) %}
    {{- 'unnest(range(' ~ first ~ ', ' ~ last ~ '))' -}}
{% endmacro %}
