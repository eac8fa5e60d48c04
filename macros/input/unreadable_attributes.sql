{# The attributes of a customer that stand in the input and cannot be read, each followed by a
   blank; an empty text when all can. Argument: types (field -> type of its column). #}
{% macro unreadable_attributes(types) %}
    {%- set attributes = customer_attributes() -%}
    {%- for field in attributes.integer %}
        {{ said_if_unreadable(field, as_integer(field, types[field])) }} ||
    {%- endfor -%}
    {%- for field in attributes.price %}
        {{ said_if_unreadable(field, as_price(field, types[field])) }} ||
    {%- endfor %}
    {{ said_if_unreadable(
        'registered_date', as_timestamp('registered_date', types.registered_date)
    ) }}
{%- endmacro %}


{# A field's name when there is text and no value. Arguments: field, value (SQL). #}
{% macro said_if_unreadable(field, value) %}
    case
        when lower({{ as_text(field) }}) in ('', 'null', 'nan', 'none') then ''
        when {{ field }} is not null and ({{ value }}) is null then '{{ field }} '
        else ''
    end
{%- endmacro %}


{# Post-hook of stg_customers: says which attributes could not be read, and of how many customers;
   and stops when there is nobody at all. #}
{% macro say_unreadable_customers() %}
    {% if execute and has_input('customers') %}
        {% if not has_input('invoices') %}
            {% set sentence = 'Setting customers is ' ~ var('customers')
                ~ ', which has column names and no rows; give a file or table with customers.' %}
            {{ stop_when(
                'select ' ~ literal(sentence) ~ ' where not exists (select 1 from ' ~ this ~ ')'
            ) }}
        {% endif %}
        {% set found = run_query(
            'with words as ('
            ~ " select unnest(string_split(trim(unreadable_attributes), ' ')) as word from " ~ this
            ~ " where unreadable_attributes != '')"
            ~ ' select word, count(*) from words group by word order by 2 desc, 1'
        ) %}
        {% for word, lines in found.rows %}
            {% do log('Setting customers: ' ~ word ~ ' cannot be read in ' ~ lines
                ~ ' lines and counts as not known; give an expression for it in '
                ~ 'customer_columns, or date_format for dates.', info=true) %}
        {% endfor %}
    {% endif %}
{% endmacro %}
