{# A percentile of a column, between two values as far as it lies between them. Arguments: column
   (string); percent (number), 0 to 100. #}
{% macro percentile(column, percent) %}
    {{- 'percentile_cont(' ~ percent / 100 ~ ') within group (order by cast(' ~ column
        ~ ' as double))' -}}
{% endmacro %}
