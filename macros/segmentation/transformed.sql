{# A feature as a model sees it: rounded, so that fitting and scoring read the same number on
   every engine. Arguments: feature (string), a column; transform (as in the settings, or nothing:
   unused); bounds (string), a relation with lower_<feature> and upper_<feature> for clip. #}
{% macro transformed(feature, transform, bounds) %}
    {%- set value = 'cast(' ~ feature ~ ' as double)' -%}
    {%- set name = feature.split('.') | last -%}
    {%- if transform == 'log1p' -%}
        case when {{ value }} > -1 then round(ln(1 + {{ value }}), 9) end
    {%- elif transform == 'none' -%}
        round({{ value }}, 9)
    {%- elif not transform -%}
        cast(null as double)
    {%- else -%}
        case
            when {{ value }} < {{ bounds }}.lower_{{ name }} then {{ bounds }}.lower_{{ name }}
            when {{ value }} > {{ bounds }}.upper_{{ name }} then {{ bounds }}.upper_{{ name }}
            else round({{ value }}, 9)
        end
    {%- endif -%}
{% endmacro %}
