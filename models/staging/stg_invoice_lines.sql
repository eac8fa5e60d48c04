{% set input = read_invoices() %}
{% set types = input.types %}

with raw_invoice_lines as (

    {{ input.sql }}

),

typed as (

    select
        line_id,
        source_file,

        {{ as_identifier('invoice_number', types.invoice_number) }} as invoice_number,
        {{ as_identifier('product_code', types.product_code) }} as product_code,
        {{ as_identifier('customer_id', types.customer_id) }} as customer_id,

        cast(description as {{ dbt.type_string() }}) as description,
        cast(country as {{ dbt.type_string() }}) as country,

        {{ as_integer('quantity', types.quantity) }} as quantity,
        {{ as_price('unit_price', types.unit_price) }} as unit_price,

        {{ as_timestamp('invoiced_at', types.invoiced_at) }} as invoiced_at

    from raw_invoice_lines

),

checked as (

    select
        *,
        case
            when invoice_number is null then 'invoice_number'
            when product_code is null then 'product_code'
            when quantity is null then 'quantity'
            when unit_price is null then 'unit_price'
            when invoiced_at is null then 'invoiced_at'
        end as unreadable_field,
        cast(null as {{ dbt.type_string() }}) as refused_line

    from typed

)

select * from checked
