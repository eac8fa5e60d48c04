{# The fifth, 1 to 5, that a measure falls into: 1 + the number of cut points below the value,
   so that equal values always share a fifth. Argument: measure (string), a column with
   <measure>_cut_1 to _cut_4 beside it. #}
{% macro fifth_of(measure) %}
    {%- for fifth in range(1, 5) -%}
        case when {{ measure }} > {{ measure }}_cut_{{ fifth }} then 1 else 0 end + {{ '' }}
    {%- endfor -%}
    1
{%- endmacro %}
