-- A hook writes down what the CSV reader refuses, for stg_refused_lines; others stop the build at
-- an input without rows, or with dates of another format.
{% set input = read_input('invoices') %}
{% set fields = run_settings().fields.invoices %}

with raw_invoice_lines as ({{ input.sql }}),

trimmed as (
    select
        line_id,
        source_file,
        coalesce(passes_row_filter, false) as passes_row_filter,
        {% for field in fields %}
            {{ trimmed(field, input.types[field]) }} as {{ field }}{{ ',' if not loop.last }}
        {% endfor %}
    from raw_invoice_lines
),

typed as (
    select
        line_id,
        source_file,
        passes_row_filter,
        {% for field, kind in fields.items() %}
            {{ read_as(kind, field, input.types[field]) }} as {{ field }},
            {{ field }} as {{ field }}_given{{ ',' if not loop.last }}
        {% endfor %}
    from trimmed
),

-- An invoice says the price of a unit or the money of the line; the other one follows.
priced as (
    select
        *,
        {% if is_by_amount() %}
            {{ price_of_one('amount', 'quantity') }} as price_of_unit,
            cast(amount as {{ type_money() }}) as amount_of_line
        {% else %}
            unit_price as price_of_unit,
            {{ amount_of('quantity', 'unit_price') }} as amount_of_line
        {% endif %}
    from typed
),

checked as (
    select
        *,
        {{ first_unreadable_field() }} as unreadable_field
    from priced
),

typed_lines as (
    select
        line_id,
        source_file,
        invoice_number,
        product_code,
        customer_id,
        description,
        country,
        line_number,
        quantity,
        price_of_unit as unit_price,
        amount_of_line as amount,
        invoiced_at,
        not passes_row_filter and unreadable_field is null as is_filtered_out,
        unreadable_field,
        {{ unreadable_text(fields) }} as unreadable_text
    from checked
)

select * from typed_lines
