{% set may_be_a_copy %}
unreadable_field is null and customer_id is not null and not is_filtered_out
{% endset %}
{% set fingerprint_of_line = fingerprint(['invoice_number', 'product_code', 'quantity']) %}

-- Only a line that shares invoice, product and quantity with another can be a copy. They are
-- few, and only they are compared, and read, field by field.
with repeated_fingerprints as (
    select {{ fingerprint_of_line }} as fingerprint
    from {{ ref('stg_invoice_lines') }}
    where {{ may_be_a_copy }}
    group by 1
    having count(*) > 1
),

numbered as (
    select
        line_id,
        row_number() over (
            partition by
                invoice_number, product_code, description, quantity, invoiced_at,
                unit_price, amount, customer_id, country, line_number
            order by line_id
        ) as copy_number
    from {{ ref('stg_invoice_lines') }}
    where
        {{ may_be_a_copy }}
        and {{ fingerprint_of_line }}
        in (select repeated_fingerprints.fingerprint from repeated_fingerprints)
),

later_copies as (
    select
        line_id,
        copy_number
    from numbered
    where copy_number > 1
)

select * from later_copies
