{# Whether a row of the last fit is about a segmentation of this run, which may have fewer.
   Argument: column (string). #}
{% macro is_of_this_run(column) %}
    {{- is_one_of(column, segmentations()) -}}
{%- endmacro %}
