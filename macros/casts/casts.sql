{# Guarded casts: a value that cannot be read becomes null, never an error and never a guess.
   Arguments of each: column (string), type (the type of that column in the input). #}

{# A whole number of at most nine digits: '12', '-3', '12.0'. Not '1.5', '1e3', '1_000'. #}
{% macro as_integer(column, type) %}
    {%- if is_number(type) -%}
        case
            when
                {{ column }} = floor({{ column }})
                and {{ column }} between -999999999 and 999999999
                then cast({{ column }} as integer)
        end
    {%- else -%}
        case
            when regexp_full_match({{ as_text(column) }}, '[+-]?[0-9]{1,9}([.]0*)?')
                then cast({{ as_text(column) }} as integer)
        end
    {%- endif -%}
{% endmacro %}


{# A price below 10^12, kept to six decimals: '2.55', '.5', '-3'. Not '2,55', '1e3', 'NaN'. #}
{% macro as_price(column, type) %}
    {%- if is_number(type) -%}
        case
            when {{ column }} between -999999999999 and 999999999999
                then cast({{ column }} as {{ type_price() }})
        end
    {%- else -%}
        case
            when regexp_full_match(
                {{ as_text(column) }}, '[+-]?([0-9]{1,12}([.][0-9]*)?|[.][0-9]+)'
            )
                then try_cast({{ as_text(column) }} as {{ type_price() }})
        end
    {%- endif -%}
{% endmacro %}


{# A moment between 1970 and 2100, without time zone; one with a time zone is taken in UTC. Text
   is read by the one date_format. #}
{% macro as_timestamp(column, type) %}
    {%- set format = var('date_format') -%}
    {%- set time_of_day = '[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?' -%}
    {%- set iso = '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]' ~ time_of_day ~ ')?' -%}
    {%- set text = as_text(column) -%}
    {%- if type in ['DATE', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'] -%}
        {%- set read = 'cast(' ~ column ~ ' as timestamp)' -%}
    {%- elif type == 'TIMESTAMP WITH TIME ZONE' -%}
        {%- set read = "timezone('UTC', " ~ column ~ ")" -%}
    {%- elif format == 'iso' -%}
        {%- set read = "case when regexp_full_match(" ~ text ~ ", '" ~ iso ~ "') then try_cast("
            ~ text ~ " as timestamp) end" -%}
    {%- elif '%z' in format or '%Z' in format -%}
        {%- set read = "timezone('UTC', try_strptime(" ~ text ~ ', ' ~ literal(format) ~ '))' -%}
    {%- else -%}
        {%- set read = 'try_strptime(' ~ text ~ ', ' ~ literal(format) ~ ')' -%}
    {%- endif -%}
    case
        when {{ read }} >= timestamp '1970-01-01' and {{ read }} < timestamp '2100-01-01'
            then {{ read }}
    end
{% endmacro %}


{# An identifier as text: blanks around it and a trailing .0 removed, null words are null,
   leading zeros of text stay. #}
{% macro as_identifier(column, type) %}
    {%- if is_number(type) and type not in ['FLOAT', 'DOUBLE'] and 'DECIMAL' not in type -%}
        cast({{ column }} as varchar)
    {%- else -%}
        case
            when lower({{ as_text(column) }}) not in ('', 'null', 'nan', 'none')
                then regexp_replace({{ as_text(column) }}, '^([0-9]+)[.]0+$', '\1')
        end
    {%- endif -%}
{% endmacro %}


{# A column of any type as text, without the blanks around it. #}
{% macro as_text(column) %}
    {{- return('trim(cast(' ~ column ~ ' as varchar))') -}}
{% endmacro %}


{# Whether a column of the input is a number. #}
{% macro is_number(type) %}
    {{ return(
        type in ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT',
            'UINTEGER', 'UBIGINT', 'UHUGEINT', 'FLOAT', 'DOUBLE']
        or (type or '').startswith('DECIMAL')
    ) }}
{% endmacro %}
