{# Percentiles of a column as an array: one by one, each of them would hold all values in memory.
   Arguments: column (string), shares (list of numbers, 0 to 1). #}
{% macro percentiles(column, shares) %}
    {{- adapter.dispatch('percentiles', 'customer_segmentation')(column, shares) -}}
{% endmacro %}


{% macro default__percentiles(column, shares) %}
    {{- 'percentile(cast(' ~ column ~ ' as double), array(' ~ shares | join(', ') ~ '))' -}}
{% endmacro %}


{% macro duckdb__percentiles(column, shares) %}
    {{- 'percentile_cont([' ~ shares | join(', ') ~ ']) within group (order by cast('
        ~ column ~ ' as double))' -}}
{% endmacro %}


{# An element of an array. Arguments: array (string), a column; number (integer), from 1. #}
{% macro element(array, number) %}
    {{- adapter.dispatch('element', 'customer_segmentation')(array, number) -}}
{% endmacro %}


{% macro default__element(array, number) %}element_at({{ array }}, {{ number }}){% endmacro %}


{% macro duckdb__element(array, number) %}list_extract({{ array }}, {{ number }}){% endmacro %}
