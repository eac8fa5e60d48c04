{# The skewness of a sample, adjusted for its size (G1); null or NaN for fewer than three values and
   for equal ones. Argument: column (string). #}
{% macro skewness(column) %}
    {{- adapter.dispatch('skewness', 'customer_segmentation')(column) -}}
{% endmacro %}

{# That of Spark is of a whole population. #}
{% macro default__skewness(column) %}
    {%- set count = 'count(' ~ column ~ ')' -%}
    skewness(cast({{ column }} as double)) * sqrt(cast({{ count }} as double) * ({{ count }} - 1))
    / nullif({{ count }} - 2, 0)
{%- endmacro %}

{% macro duckdb__skewness(column) %}skewness(cast({{ column }} as double)){% endmacro %}
