{# Guarded casts: a value that cannot be read becomes null, never an error and never a guess.
   Arguments of each: column (string), type (the type of that column in the input). #}

{# A whole number of at most nine digits: '12', '-3', '12.0'. Not '1.5', '1e3', '1_000'. #}
{% macro as_integer(column, type) %}
    {%- if is_number(type) -%}
        case when {{ column }} = floor({{ column }}) and abs({{ column }}) < 1000000000
            then cast({{ column }} as integer) end
    {%- else -%}
        case when regexp_full_match(trim({{ column }}), '[+-]?[0-9]{1,9}([.]0*)?')
            then cast(trim({{ column }}) as integer) end
    {%- endif -%}
{% endmacro %}


{# A price below 10^12, kept to six decimals: '2.55', '.5', '-3'. Not '2,55', '1e3', 'NaN'. #}
{% macro as_price(column, type) %}
    {%- if is_number(type) -%}
        case when abs({{ column }}) < 1000000000000
            then cast({{ column }} as {{ type_price() }}) end
    {%- else -%}
        case when regexp_full_match(trim({{ column }}), '[+-]?([0-9]{1,12}([.][0-9]*)?|[.][0-9]+)')
            then cast(trim({{ column }}) as {{ type_price() }}) end
    {%- endif -%}
{% endmacro %}


{# A moment between 1970 and 2100, without time zone; one with a time zone is taken in UTC. Text
   is read by the one date_format. #}
{% macro as_timestamp(column, type) %}
    {%- set format = var('date_format') -%}
    {%- set time_of_day = '[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?' -%}
    {%- set iso = '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]' ~ time_of_day ~ ')?' -%}
    {%- if type in ['DATE', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'] -%}
        {%- set read = 'cast(' ~ column ~ ' as timestamp)' -%}
    {%- elif type == 'TIMESTAMP WITH TIME ZONE' -%}
        {%- set read = "timezone('UTC', " ~ column ~ ")" -%}
    {%- elif format == 'iso' -%}
        {%- set read = "case when regexp_full_match(trim(" ~ column ~ "), '" ~ iso
            ~ "') then try_cast(trim(" ~ column ~ ") as timestamp) end" -%}
    {%- else -%}
        {%- set read = 'try_strptime(trim(cast(' ~ column ~ ' as varchar)), '
            ~ literal(format) ~ ')' -%}
    {%- endif -%}
    case when {{ read }} >= timestamp '1970-01-01' and {{ read }} < timestamp '2100-01-01'
        then {{ read }} end
{% endmacro %}


{# An identifier as text: blanks around it and a trailing .0 removed, null words are null,
   leading zeros stay. #}
{% macro as_identifier(column, type) %}
    {%- set text = 'trim(cast(' ~ column ~ ' as varchar))' -%}
    {%- if type in ['FLOAT', 'DOUBLE'] or not is_number(type) -%}
        case when lower({{ text }}) not in ('', 'null', 'nan', 'none')
            then regexp_replace({{ text }}, '^([0-9]+)[.]0$', '\1') end
    {%- else -%}
        cast({{ column }} as varchar)
    {%- endif -%}
{% endmacro %}


{# Whether a column of the input is a number. #}
{% macro is_number(type) %}
    {{ return(
        type in ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT',
            'UINTEGER', 'UBIGINT', 'UHUGEINT', 'FLOAT', 'DOUBLE']
        or (type or '').startswith('DECIMAL')
    ) }}
{% endmacro %}
