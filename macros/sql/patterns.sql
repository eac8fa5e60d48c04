{# Whether a whole text fits a pattern, or null. Arguments: text (SQL), pattern (string). #}
{% macro matches(text, pattern) %}
    {{- return(adapter.dispatch('matches', 'customer_segmentation')(text, pattern)) -}}
{% endmacro %}

{% macro default__matches(text, pattern) %}
    {{- return(text ~ ' rlike ' ~ literal('^(' ~ pattern ~ ')\\z')) -}}
{% endmacro %}

{% macro duckdb__matches(text, pattern) %}
    {{- return('regexp_full_match(' ~ text ~ ', ' ~ literal(pattern) ~ ')') -}}
{% endmacro %}

{# Whether a pattern is found in a text, or null. #}
{% macro holds_match(text, pattern) %}
    {{- return(adapter.dispatch('holds_match', 'customer_segmentation')(text, pattern)) -}}
{% endmacro %}

{% macro default__holds_match(text, pattern) %}
    {{- return(text ~ ' rlike ' ~ literal(pattern)) -}}
{% endmacro %}

{% macro duckdb__holds_match(text, pattern) %}
    {{- return('regexp_matches(' ~ text ~ ', ' ~ literal(pattern) ~ ')') -}}
{% endmacro %}

{# A text in which everything that fits a pattern is replaced. Argument: replacement (string), in
   which \1 is what the first brackets of the pattern hold. #}
{% macro replaced(text, pattern, replacement='') %}
    {%- set replace_all = adapter.dispatch('replaced', 'customer_segmentation') -%}
    {{- return(replace_all(text, pattern, replacement)) -}}
{% endmacro %}

{% macro default__replaced(text, pattern, replacement) %}
    {%- set replacement = replacement | replace('\\1', '$1') -%}
    {{- return('regexp_replace(' ~ text ~ ', ' ~ literal(pattern) ~ ', '
        ~ literal(replacement) ~ ')') -}}
{% endmacro %}

{% macro duckdb__replaced(text, pattern, replacement) %}
    {{- return('regexp_replace(' ~ text ~ ', ' ~ literal(pattern) ~ ', '
        ~ literal(replacement) ~ ", 'g')") -}}
{% endmacro %}
