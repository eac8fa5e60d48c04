-- A hook writes down the lines that the CSV reader refuses; stg_refused_lines has them.
{% set input = read_input('customers') %}
{% set types = input.types %}
{% set fields = settings().fields.customers %}

with raw_customers as ({{ input.sql }}),

trimmed as (
    select
        line_id,
        source_file,
        {% for field in fields %}
            {{ trimmed(field, types[field]) }} as {{ field }}{{ ',' if not loop.last }}
        {% endfor %}
    from raw_customers
),

typed as (
    select
        line_id,
        source_file,

        {{ as_identifier('customer_id', types.customer_id) }} as customer_id,
        {% for field in customer_attributes('identifier') %}
            {{ as_identifier(field, types[field]) }} as {{ field }},
        {% endfor %}

        {% for field in customer_attributes('integer') %}
            {{ as_integer(field, types[field]) }} as {{ field }},
        {% endfor %}

        {% for field in customer_attributes('price') %}
            {{ as_price(field, types[field]) }} as {{ field }},
        {% endfor %}

        cast({{ as_timestamp('registered_date', types.registered_date) }} as date)
            as registered_date,

        {{ unreadable_attributes(types) }} as unreadable_attributes,

        concat_ws(
            '',
            {% for field in fields %}
                {{ as_text(field) }}{{ ',' if not loop.last }}
            {% endfor %}
        ) as all_text,
        {{ as_text('customer_id') }} as customer_id_text,
        {{ as_text('registered_date') }} as registered_date_text
    from trimmed
),

checked as (
    select
        *,
        case
            when all_text = '' then 'every_field'
            when customer_id is null then 'customer_id'
            when registered_date is null then 'registered_date'
        end as unreadable_field
    from typed
),

customers as (
    select
        line_id,
        source_file,
        customer_id,
        registered_date,
        {% for field in fields if field not in ['customer_id', 'registered_date'] %}
            {{ field }},
        {% endfor %}
        unreadable_attributes,
        unreadable_field,
        {{ unreadable_text(['customer_id', 'registered_date']) }} as unreadable_text
    from checked
)

select * from customers
