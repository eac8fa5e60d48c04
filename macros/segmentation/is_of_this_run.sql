{# Whether a row of the last fit is about a segmentation of this run, which may have fewer.
   Argument: column (string). #}
{% macro is_of_this_run(column) %}
    {%- set names = [] -%}
    {%- for name in segmentations() -%}{%- do names.append(literal(name)) -%}{%- endfor -%}
    {{ column }} in ({{ names | join(', ') or 'null' }})
{%- endmacro %}
