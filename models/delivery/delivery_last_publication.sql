{% set published = last_published() %}
{% set delivery = published.delivery %}

with last_publication as (
    select
        cast({{ literal_or_null(published.last.version) }} as {{ dbt.type_string() }})
            as last_version,
        cast({{ literal_or_null(published.last.is_sample) }} as boolean) as last_is_sample,
        cast({{ literal_or_null(delivery.had_invoices) }} as boolean) as last_had_invoices,
        cast({{ literal_or_null(delivery.had_customers) }} as boolean) as last_had_customers,
        cast({{ literal_or_null(delivery.invoice_lines) }} as bigint) as last_invoice_lines,
        cast({{ literal_or_null(delivery.customer_lines) }} as bigint) as last_customer_lines,
        cast({{ literal_or_null(delivery.typical_line_value) }} as double)
            as last_typical_line_value,
        cast({{ literal_or_null(delivery.last_order_date) }} as date) as last_last_order_date
)

select * from last_publication
