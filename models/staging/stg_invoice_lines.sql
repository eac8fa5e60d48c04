{% set input = read_invoices() %}
{% set types = input.types %}

with raw_invoice_lines as (

    {{ input.sql }}

),

trimmed as (

    select
        line_id,
        source_file,
        {% for field in invoice_fields() %}
            {{ trimmed(field, types[field]) }} as {{ field }}{{ ',' if not loop.last }}
        {% endfor %}
    from raw_invoice_lines

),

typed as (

    select
        line_id,
        source_file,

        {{ as_identifier('invoice_number', types.invoice_number) }} as invoice_number,
        {{ as_identifier('product_code', types.product_code) }} as product_code,
        {{ as_identifier('customer_id', types.customer_id) }} as customer_id,

        {{ as_text('description') }} as description,
        {{ as_text('country') }} as country,

        {{ as_integer('quantity', types.quantity) }} as quantity,
        {{ as_price('unit_price', types.unit_price) }} as unit_price,

        {{ as_timestamp('invoiced_at', types.invoiced_at) }} as invoiced_at,

        {% for field in invoice_fields() %}
            {{ as_text(field) }} as {{ field }}_text{{ ',' if not loop.last }}
        {% endfor %}

    from trimmed

),

checked as (

    select
        *,
        case
            when
                invoice_number is null
                and concat_ws(
                    '',
                    {% for field in invoice_fields() %}
                        {{ field }}_text{{ ',' if not loop.last }}
                    {% endfor %}
                ) = ''
                then 'every_field'
            when invoice_number is null then 'invoice_number'
            when product_code is null then 'product_code'
            when
                customer_id is null and not {{ is_word_for_nothing('customer_id_text') }}
                then 'customer_id'
            when invoiced_at is null then 'invoiced_at'
            when quantity is null then 'quantity'
            when unit_price is null then 'unit_price'
            when abs(cast(quantity as double) * cast(unit_price as double)) > 1e15 then 'amount'
        end as unreadable_field
    from typed

),

invoice_lines as (

    select
        line_id,
        source_file,
        cast(null as bigint) as source_line,
        invoice_number,
        product_code,
        customer_id,
        description,
        country,
        quantity,
        unit_price,
        invoiced_at,
        unreadable_field,
        {{ unreadable_text(invoice_fields()) }} as unreadable_text
    from checked

)

select * from invoice_lines
