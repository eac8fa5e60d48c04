{# A feature as a model sees it: rounded, so that fitting and scoring read the same number on
   every engine. Arguments: feature (string), transform ('none', 'log1p' or nothing: unused). #}
{% macro transformed(feature, transform) %}
    {%- if transform == 'log1p' -%}
        round(ln(1 + cast({{ feature }} as double)), 9)
    {%- elif transform == 'none' -%}
        round(cast({{ feature }} as double), 9)
    {%- else -%}
        cast(null as double)
    {%- endif -%}
{% endmacro %}
