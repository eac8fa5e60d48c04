{# Guarded casts: a value that cannot be read becomes null, never an error and never a guess.
   Arguments of each: column (string), made by trimmed(), type (the type of that column in the
   input, or none for text). #}

{# The cast of a kind of field, see python/customer_segmentation/inputs/fields.py. #}
{% macro read_as(kind, column, type) %}
    {%- if kind == 'identifier' %}{{ as_identifier(column, type) }}
    {%- elif kind == 'integer' %}{{ as_integer(column, type) }}
    {%- elif kind == 'price' %}{{ as_price(column, type) }}
    {%- elif kind == 'timestamp' %}{{ as_timestamp(column, type) }}
    {%- elif kind == 'date' %}cast({{ as_timestamp(column, type) }} as date)
    {%- else %}{{ as_text(column) }}
    {%- endif -%}
{% endmacro %}

{# A whole number of at most nine digits: '12', '-3', '12.0', with the marks that are declared. Not
   '1.5', '1e3', '1_000', '1.000'. The bounds alone do not keep NaN out: DuckDB leaves out a
   comparison that its statistics, which know of no NaN, say is always true. #}
{% macro as_integer(column, type) %}
    {%- if is_number(type) -%}
        case
            when
                cast({{ column }} as double) = floor(cast({{ column }} as double))
                and cast({{ column }} as double) between -999999999 and 999999999
                then try_cast({{ column }} as integer)
        end
    {%- else -%}
        {%- set fraction = no_fraction(var('decimal'), three=var('thousands') != '') -%}
        case
            when {{ matches(as_text(column), '[+-]?' ~ digits(9) ~ fraction) }}
                then cast({{ in_sql_digits(column) }} as integer)
        end
    {%- endif -%}
{% endmacro %}

{# A price below 10^12, kept to six decimals: '2.55', '.5', '-3', with the marks that are
   declared. Not '2,55', '1e3', 'NaN'. #}
{% macro as_price(column, type) %}
    {%- if is_number(type) -%}
        case
            when cast({{ column }} as double) between -999999999999 and 999999999999
                then try_cast({{ column }} as {{ type_price() }})
        end
    {%- else -%}
        {%- set mark = '[' ~ var('decimal') ~ ']' -%}
        {%- set price = digits(12) ~ '(' ~ mark ~ '[0-9]*)?|' ~ mark ~ '[0-9]+' -%}
        case
            when {{ matches(as_text(column), '[+-]?(' ~ price ~ ')') }}
                then try_cast({{ in_sql_digits(column) }} as {{ type_price() }})
        end
    {%- endif -%}
{% endmacro %}

{# A moment that is plausible for an order, without time zone; one with a time zone is taken in
   UTC. Text is read by the one date_format. #}
{% macro as_timestamp(column, type) %}
    {%- set format = var('date_format') | string -%}
    {%- if type in ['DATE', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'] -%}
        {%- set read = 'cast(' ~ column ~ ' as ' ~ type_moment() ~ ')' -%}
    {%- elif type == 'TIMESTAMP WITH TIME ZONE' -%}
        {%- set read = in_utc(column) -%}
    {%- else -%}
        {%- set read = read_timestamp(as_text(column), format) -%}
    {%- endif -%}
    {%- set type, too_late = type_moment(), run_settings().first_implausible_day -%}
    case
        when
            {{ read }} >= cast('1980-01-01' as {{ type }})
            and {{ read }} < cast('{{ too_late }}' as {{ type }})
            then {{ read }}
    end
{% endmacro %}

{# A text as a moment, or null. Arguments: text (SQL), format ('iso' or a strptime pattern). #}
{% macro read_timestamp(text, format) %}
    {%- set time_of_day = '[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?' -%}
    {%- set iso = '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]' ~ time_of_day ~ ')?' -%}
    {%- if format == 'iso' -%}
        case
            when {{ matches(text, iso) }} then try_cast({{ text }} as {{ type_moment() }})
        end
    {%- elif '%z' in format or '%Z' in format -%}
        {{ in_utc(parsed_moment(text, format)) }}
    {%- else -%}
        {{ parsed_moment(text, format) }}
    {%- endif -%}
{% endmacro %}

{# An identifier as text: a trailing .0 removed, words for nothing are null, leading zeros of
   text stay, equal characters are written in one way. Null too where an identifier was damaged:
   rounded by a spreadsheet (1.23E+15) or a binary float, or with characters that nobody sees; and
   where it is over 1000 characters: a text that slipped into the column, which no cell of a
   workbook and no address of the service could hold in full. #}
{% macro as_identifier(column, type) %}
    {%- if is_number(type) and type not in ['FLOAT', 'DOUBLE'] and 'DECIMAL' not in type -%}
        {{ as_text(column) }}
    {%- else -%}
        case
            {#- Most are fine as they stand, which one pattern finds out. -#}
            {%- if not is_number(type) %}
                when {{ matches(as_text(column), '[0-9][0-9A-Za-z-]{0,99}') }}
                    then {{ as_text(column) }}
            {%- endif %}
            when {{ is_word_for_nothing(column) }} then null
            {%- if type in ['FLOAT', 'DOUBLE'] %}
                when abs({{ column }}) > {{ 16777216 if type == 'FLOAT' else 9007199254740992 }}
                    then null
            {%- endif %}
            when
                {{ holds_match(
                    as_text(column),
                    '[\\x00-\\x1f\\x7f]|\\p{Cf}|\\x{fffd}|^[0-9]+([.,][0-9]+)?[eE][+][0-9]+$'
                ) }}
                then null
            when length({{ as_text(column) }}) > 1000 then null
            else {{ in_one_spelling(replaced(
                identifier_text(column, type),
                '^([0-9]+)' ~ no_fraction('.' ~ var('decimal')) ~ '$',
                '\\1'
            )) }}
        end
    {%- endif -%}
{% endmacro %}

{# Whether a column is empty or a word that programs write for nothing. (A pattern, because DuckDB
   joins each row with a list of that length.) #}
{% macro is_word_for_nothing(column) %}
    {%- set words = '(null|[(]null[)]|nan|none|na|n/a|#n/a|<na>|nat|nil|undefined|[\\\\]n)?' -%}
    coalesce({{ matches('lower(' ~ as_text(column) ~ ')', words) }}, true)
{%- endmacro %}

{# A text in which equal characters are the same bytes (Unicode normal form C). #}
{% macro in_one_spelling(text) %}
    {{- adapter.dispatch('in_one_spelling', 'customer_segmentation')(text) -}}
{% endmacro %}

{% macro default__in_one_spelling(text) %}{{ text }}{% endmacro %}

{% macro duckdb__in_one_spelling(text) %}nfc_normalize({{ text }}){% endmacro %}

{# A field of the input as text without the blanks around it, those of other alphabets and
   invisible ones included; numbers and dates stay as they are. #}
{% macro trimmed(column, type) %}
    {%- if is_number(type) or (type or '').startswith(('DATE', 'TIMESTAMP', 'TIME')) -%}
        {{ column }}
    {%- else -%}
        case
            when {{ matches(as_text(column), '[ -~]*') }} then trim({{ as_text(column) }})
            else {{ replaced(as_text(column), '^[\\pZ\\pC]+|[\\pZ\\pC]+$') }}
        end
    {%- endif -%}
{% endmacro %}

{# An identifier as text: Spark writes whole doubles from 10^7 on with an exponent. #}
{% macro identifier_text(column, type) %}
    {%- if target.type == 'duckdb' or type not in ['FLOAT', 'DOUBLE'] -%}
        {{- return(as_text(column)) -}}
    {%- endif -%}
    {{- return('coalesce(cast(case when ' ~ column ~ ' = floor(' ~ column ~ ') then cast(' ~ column
        ~ ' as bigint) end as string), ' ~ as_text(column) ~ ')') -}}
{% endmacro %}

{# A column of any type as text. #}
{% macro as_text(column) %}
    {{- return('cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ ')') -}}
{% endmacro %}

{# Whether a column of the input is a number. #}
{% macro is_number(type) %}
    {{ return(
        type in ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT',
            'UINTEGER', 'UBIGINT', 'UHUGEINT', 'FLOAT', 'DOUBLE']
        or (type or '').startswith('DECIMAL')
    ) }}
{% endmacro %}
