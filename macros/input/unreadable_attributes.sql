{# The attributes of a customer that stand in the input and cannot be read, each followed by a
   blank; an empty text when all can. Argument: types (field -> type of its column). #}
{% macro unreadable_attributes(types) %}
    {%- set casts = {'registered_date': as_timestamp('registered_date', types.registered_date)} -%}
    {%- for field in customer_attributes('integer') -%}
        {%- do casts.update({field: as_integer(field, types[field])}) -%}
    {%- endfor -%}
    {%- for field in customer_attributes('price') -%}
        {%- do casts.update({field: as_price(field, types[field])}) -%}
    {%- endfor -%}
    {%- for field in readable_attributes() %}
        {{ said_if_unreadable(field, casts[field]) }} {{ '||' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{# The fields of a customer that may be unreadable; any text can be read. #}
{% macro readable_attributes() %}
    {{ return(
        customer_attributes('integer') + customer_attributes('price') + ['registered_date']
    ) }}
{% endmacro %}


{# A field's name when there is text and no value. Arguments: field, value (SQL). #}
{% macro said_if_unreadable(field, value) %}
    case
        when {{ is_word_for_nothing(field) }} then ''
        when ({{ value }}) is null then '{{ field }} '
        else ''
    end
{%- endmacro %}


{# In an aggregate: the attributes that stand in a column, each with its number of lines. Argument:
   column (string), made by unreadable_attributes(). #}
{% macro counted_attributes(column) %}
    concat_ws(
        ', ',
        {% for attribute in readable_attributes() %}
            {% set is_unreadable = "concat(' ', " ~ column ~ ") like '% " ~ attribute ~ " %'" %}
            case
                when max(case when {{ is_unreadable }} then 1 end) = 1
                    then concat(
                        '{{ attribute }} in ', sum(case when {{ is_unreadable }} then 1 end)
                    )
            end{{ ',' if not loop.last }}
        {% endfor %}
    )
{%- endmacro %}
