{# The value of one parameter among the rows of a model. Arguments: parameter (string), condition
   (string), which says which feature, segment or component. #}
{% macro parameter_value(parameter, condition) %}
    max(case when parameter = '{{ parameter }}' and {{ condition }} then value end)
{%- endmacro %}
