{% set input = read_customers() %}
{% set types = input.types %}
{% set attributes = customer_attributes() %}

with raw_customers as (

    {{ input.sql }}

),

typed as (

    select
        line_id,
        source_file,

        {{ as_identifier('customer_id', types.customer_id) }} as customer_id,
        {% for field in attributes.text %}
            {{ as_identifier(field, types[field]) }} as {{ field }},
        {% endfor %}

        {% for field in attributes.integer %}
            {{ as_integer(field, types[field]) }} as {{ field }},
        {% endfor %}

        {% for field in attributes.price %}
            {{ as_price(field, types[field]) }} as {{ field }},
        {% endfor %}

        cast({{ as_timestamp('registered_date', types.registered_date) }} as date)
            as registered_date,

        {{ unreadable_attributes(types) }} as unreadable_attributes

    from raw_customers

),

checked as (

    select
        *,
        case
            when customer_id is null then 'customer_id'
            when registered_date is null then 'registered_date'
        end as unreadable_field,
        cast(null as {{ dbt.type_string() }}) as refused_line

    from typed

)

select * from checked
