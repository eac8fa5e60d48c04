{# A text as a SQL literal, whatever it holds. #}
{% macro literal(text) %}
    {{ return("'" ~ text | string | replace("'", "''") ~ "'") }}
{% endmacro %}


{# A text as a SQL literal, or null where there is none. #}
{% macro literal_or_null(text) %}
    {{ return('null' if text is none or text is undefined else literal(text)) }}
{% endmacro %}


{# Texts as a SQL list of literals. #}
{% macro literals(texts) %}
    {% set quoted = [] %}
    {% for text in texts %}{% do quoted.append(literal(text)) %}{% endfor %}
    {{ return('[' ~ quoted | join(', ') ~ ']') }}
{% endmacro %}


{# A name of the input as a SQL identifier, whatever it holds. #}
{% macro quoted_name(name) %}
    {{ return('"' ~ name | replace('"', '""') ~ '"') }}
{% endmacro %}
