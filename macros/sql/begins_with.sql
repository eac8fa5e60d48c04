{# Whether a text begins with a letter, in either case. Two LIKEs are several times as fast as
   upper(left(...)) on millions of rows. Arguments: column (string), letter (string, upper case). #}
{% macro begins_with(column, letter) %}
    {%- set small = letter | lower -%}
    ({{ column }} like '{{ letter }}%' or {{ column }} like '{{ small }}%')
{% endmacro %}
