{# A feature as a model sees it: rounded, so that fitting and scoring read the same number on
   every engine. Arguments: feature (string), a column; transform (see setting_rules, or nothing:
   unused); bounds (string), a relation with lower_<feature> and upper_<feature> for clip. #}
{% macro transformed(feature, transform, bounds) %}
    {%- set value = 'cast(' ~ feature ~ ' as double)' -%}
    {%- set name = feature.split('.') | last -%}
    {%- if transform == 'log1p' -%}
        case when {{ value }} > -1 then round(ln(1 + {{ value }}), 9) end
    {%- elif transform == 'none' -%}
        round({{ value }}, 9)
    {%- elif is_clip(transform) -%}
        case
            when {{ value }} < {{ bounds }}.lower_{{ name }} then {{ bounds }}.lower_{{ name }}
            when {{ value }} > {{ bounds }}.upper_{{ name }} then {{ bounds }}.upper_{{ name }}
            else round({{ value }}, 9)
        end
    {%- else -%}
        cast(null as double)
    {%- endif -%}
{% endmacro %}


{# Whether a transform clips: `clip`, or `{clip: [low, high]}` with percentiles of one's own. #}
{% macro is_clip(transform) %}
    {{ return(transform == 'clip' or transform is mapping) }}
{% endmacro %}


{# The percentiles at which a transform clips. Returns [low, high], 0 to 100. #}
{% macro clip_percentiles(transform) %}
    {{ return(transform.clip if transform is mapping else [1, 99]) }}
{% endmacro %}


{# The name of a transform as tables show it. #}
{% macro transform_name(transform) %}
    {{ return('clip' if is_clip(transform) else transform) }}
{% endmacro %}


{# The features of a segmentation that are clipped. Argument: settings (mapping). #}
{% macro clipped_features(settings) %}
    {% set clipped = [] %}
    {% for feature, transform in settings.features | dictsort if is_clip(transform) %}
        {% do clipped.append(feature) %}
    {% endfor %}
    {{ return(clipped) }}
{% endmacro %}
