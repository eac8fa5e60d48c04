{# A percentile of a column, between two values as far as it lies between them. Arguments: column
   (string); percent (number), 0 to 100. #}
{% macro percentile(column, percent) %}
    {{- 'percentile_cont(' ~ percent / 100 ~ ') within group (order by cast(' ~ column
        ~ ' as double))' -}}
{% endmacro %}

{# Several of them as an array: one by one, each would hold all values in memory. Arguments: column
   (string), percents (list of numbers). #}
{% macro percentiles(column, percents) %}
    {%- set shares = [] -%}
    {%- for percent in percents %}{% do shares.append(percent / 100) %}{% endfor -%}
    {{- adapter.dispatch('percentiles', 'customer_segmentation')(column, shares | join(', ')) -}}
{% endmacro %}

{% macro default__percentiles(column, shares) %}
    {{- 'percentile(cast(' ~ column ~ ' as double), array(' ~ shares ~ '))' -}}
{% endmacro %}

{% macro duckdb__percentiles(column, shares) %}
    {{- 'percentile_cont([' ~ shares ~ ']) within group (order by cast(' ~ column
        ~ ' as double))' -}}
{% endmacro %}

{# An element of an array. Arguments: array (string), a column; number (integer), from 1. #}
{% macro element(array, number) %}
    {{- adapter.dispatch('element', 'customer_segmentation')(array, number) -}}
{% endmacro %}

{% macro default__element(array, number) %}element_at({{ array }}, {{ number }}){% endmacro %}

{% macro duckdb__element(array, number) %}list_extract({{ array }}, {{ number }}){% endmacro %}
