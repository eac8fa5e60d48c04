{# A text as a SQL literal, whatever it holds. #}
{% macro literal(text) %}
    {{ return(adapter.dispatch('literal', 'customer_segmentation')(text)) }}
{% endmacro %}

{% macro default__literal(text) %}
    {{ return("'" ~ text | string | replace('\\', '\\\\') | replace("'", "\\'") ~ "'") }}
{% endmacro %}

{% macro duckdb__literal(text) %}
    {{ return("'" ~ text | string | replace("'", "''") ~ "'") }}
{% endmacro %}

{# A text as a SQL literal, or null where there is none. #}
{% macro literal_or_null(text) %}
    {{ return('null' if text is none or text is undefined else literal(text)) }}
{% endmacro %}

{# Texts as SQL literals with commas between them. #}
{% macro enumerated(texts) %}
    {# While dbt only parses, settings are not checked yet. #}
    {% if not execute %}{{ return('') }}{% endif %}
    {% set quoted = [] %}
    {% for text in texts %}{% do quoted.append(literal(text)) %}{% endfor %}
    {{ return(quoted | join(', ')) }}
{% endmacro %}

{# Whether a column is one of some texts, of which there may be none. Arguments: column (string),
   texts (list of strings). #}
{% macro is_one_of(column, texts) %}
    {{- return(column ~ ' in (' ~ (enumerated(texts) or 'null') ~ ')') -}}
{% endmacro %}
