{# Numbers in text, by the settings decimal and thousands: '1.234,50' where they are ',' and '.'. #}

{# A pattern of decimals that say nothing. Three zeros are a thousand in half of Europe. Arguments:
   marks (string), one of which stands before them; three (boolean), whether three zeros are taken
   all the same. #}
{% macro no_fraction(marks, three=false) %}
    {{ return('([' ~ marks ~ ']' ~ ('0*' if three else '(0{0,2}|0{4,})') ~ ')?') }}
{% endmacro %}

{# A pattern of digits, alone or in groups of three by the declared mark. Argument: most (3, 6, 9
   or 12), how many there may be. #}
{% macro digits(most) %}
    {# While dbt only parses, settings are not checked yet, and nothing is built from them. #}
    {% if not execute %}{{ return('') }}{% endif %}
    {%- set plain = '[0-9]{1,' ~ most ~ '}' -%}
    {%- set groups = '[0-9]{1,3}(' ~ thousands_mark() ~ '[0-9]{3}){1,' ~ (most // 3 - 1) ~ '}' -%}
    {{ return(plain if var('thousands') == '' else '(' ~ plain ~ '|' ~ groups ~ ')') }}
{% endmacro %}

{# A pattern of the mark of thousands: a blank is a hard or a narrow one too, an apostrophe may be
   curved. #}
{% macro thousands_mark() %}
    {{ return({' ': '[ \\x{a0}\\x{2009}\\x{202f}]', "'": "['\\x{2019}]"}.get(
        var('thousands'), '[' ~ var('thousands') ~ ']'
    )) }}
{% endmacro %}

{# A text that is a number by the declared marks, as SQL writes it. #}
{% macro in_sql_digits(column) %}
    {%- set text = as_text(column) -%}
    {% if not execute %}{{ return(text) }}{% endif %}
    {%- if var('thousands') != '' -%}
        {%- set text = replaced(text, thousands_mark()) -%}
    {%- endif -%}
    {%- if var('decimal') != '.' -%}
        {%- set text = 'replace(' ~ text ~ ', ' ~ literal(var('decimal')) ~ ", '.')" -%}
    {%- endif -%}
    {{ return(text) }}
{% endmacro %}
