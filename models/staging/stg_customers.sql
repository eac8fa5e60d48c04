-- A hook writes down what the CSV reader refuses, for stg_refused_lines; others stop the build at
-- an input without rows, or with dates of another format.
{% set input = read_input('customers') %}
{% set fields = run_settings().fields.customers %}

with raw_customers as ({{ input.sql }}),

trimmed as (
    select
        line_id,
        source_file,
        {% for field in fields %}
            {{ trimmed(field, input.types[field]) }} as {{ field }}{{ ',' if not loop.last }}
        {% endfor %}
    from raw_customers
),

typed as (
    select
        line_id,
        source_file,
        {% for field, kind in fields.items() %}
            {{ read_as(kind, field, input.types[field]) }} as {{ field }},
            {{ field }} as {{ field }}_given{{ ',' if not loop.last }}
        {% endfor %}
    from trimmed
),

checked as (
    select
        *,
        {{ unreadable_attributes() }} as unreadable_attributes,
        case
            when {{ is_empty_line(fields) }} then 'every_field'
            when customer_id is null then 'customer_id'
            when registered_date is null then 'registered_date'
        end as unreadable_field
    from typed
),

customers as (
    select
        line_id,
        source_file,
        {% for field in fields %}
            {{ field }},
        {% endfor %}
        unreadable_attributes,
        unreadable_field,
        {{ unreadable_text(['customer_id', 'registered_date']) }} as unreadable_text
    from checked
)

select * from customers
