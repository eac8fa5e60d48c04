with typed_lines as (select * from {{ ref('stg_typed_lines') }}),

refused_lines as (
    select * from {{ ref('stg_refused_lines') }}
    where input = 'invoices'
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
        line_number,
        quantity,
        unit_price,
        amount,
        invoiced_at,
        is_filtered_out,
        unreadable_field,
        unreadable_text
    from typed_lines
    union all
    select
        line_id,
        source_file,
        source_line,
        null as invoice_number,
        null as product_code,
        null as customer_id,
        null as description,
        null as country,
        null as line_number,
        null as quantity,
        null as unit_price,
        null as amount,
        null as invoiced_at,
        null as is_filtered_out,
        unreadable_field,
        unreadable_text
    from refused_lines
)

select * from invoice_lines
