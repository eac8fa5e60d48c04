{% set delivery = last_published_delivery() %}

with last_publication as (

    select
        cast({{ literal_or_null(delivery.invoice_lines) }} as bigint) as invoice_lines,
        cast({{ literal_or_null(delivery.customer_lines) }} as bigint) as customer_lines,
        cast({{ literal_or_null(delivery.typical_line_value) }} as double) as typical_line_value,
        cast({{ literal_or_null(delivery.last_order_date) }} as date) as last_order_date,
        cast({{ literal_or_null(delivery.is_sample) }} as boolean) as is_sample

)

select * from last_publication
