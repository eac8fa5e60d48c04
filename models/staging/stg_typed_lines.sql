-- A hook writes down the lines that the CSV reader refuses; stg_refused_lines has them.
{% set input = read_input('invoices') %}
{% set types, fields = input.types, settings().fields.invoices %}

with raw_invoice_lines as ({{ input.sql }}),

trimmed as (
    select
        line_id,
        source_file,
        coalesce(passes_row_filter, false) as passes_row_filter,
        {% for field in fields %}
            {{ trimmed(field, types[field]) }} as {{ field }}{{ ',' if not loop.last }}
        {% endfor %}
    from raw_invoice_lines
),

typed as (
    select
        line_id,
        source_file,
        passes_row_filter,
        {{ as_identifier('invoice_number', types.invoice_number) }} as invoice_number,
        {{ as_identifier('product_code', types.product_code) }} as product_code,
        {{ as_identifier('customer_id', types.customer_id) }} as customer_id,
        {{ as_text('description') }} as description,
        {{ as_text('country') }} as country,
        {{ as_text('line_number') }} as line_number,
        {{ as_integer('quantity', types.quantity) }} as quantity,
        {{ as_price('unit_price', types.unit_price) }} as given_unit_price,
        {{ as_price('amount', types.amount) }} as given_amount,
        {{ as_timestamp('invoiced_at', types.invoiced_at) }} as invoiced_at,
        {% for field in fields %}
            {{ as_text(field) }} as {{ field }}_text{{ ',' if not loop.last }}
        {% endfor %}
    from trimmed
),

-- An invoice says the price of a unit or the money of the line; the other one follows.
priced as (
    select
        *,
        {% if is_by_amount() %}
            {{ price_of_one('given_amount', 'quantity') }} as unit_price,
            cast(given_amount as {{ type_money() }}) as amount
        {% else %}
            given_unit_price as unit_price,
            {{ amount_of('quantity', 'given_unit_price') }} as amount
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
        unit_price,
        amount,
        invoiced_at,
        not passes_row_filter and unreadable_field is null as is_filtered_out,
        unreadable_field,
        {{ unreadable_text(fields) }} as unreadable_text
    from checked
)

select * from typed_lines
