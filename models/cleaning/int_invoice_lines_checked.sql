{% set keeps_free_lines = var('free_lines') == 'keep' %}

with invoice_lines as (select * from {{ ref('stg_invoice_lines') }}),

duplicate_lines as (select * from {{ ref('int_duplicate_lines') }}),

rejected_lines as (select * from {{ ref('int_rejected_lines') }}),

non_product_codes as (select * from {{ ref('non_product_codes') }}),

labelled as (
    select
        invoice_lines.line_id,
        invoice_lines.source_file,
        invoice_lines.invoice_number,
        invoice_lines.product_code,
        {% if keeps_free_lines %}
            -- What was free is given back for nothing, and what was paid for its price. No other
            -- key has small letters.
            case when invoice_lines.amount = 0 then 'free ' else '' end ||
        {% endif %}
        upper(invoice_lines.product_code) as product_key,
        invoice_lines.customer_id,
        invoice_lines.description,
        invoice_lines.country,
        invoice_lines.quantity,
        invoice_lines.unit_price,
        invoice_lines.amount,
        invoice_lines.invoiced_at,

        -- The first reason that holds is the reason.
        case
            when invoice_lines.is_filtered_out then 'filtered_out'
            when rejected_lines.line_id is not null then rejected_lines.reason
            when invoice_lines.unreadable_field is not null then 'empty_line'
            when invoice_lines.customer_id is null then 'no_customer'
            {% if var('duplicate_lines') == 'drop' %}
                when duplicate_lines.line_id is not null then 'exact_duplicate'
            {% endif %}
            when {{ begins_with('invoice_lines.invoice_number', 'A') }} then 'adjustment'
            {% if var('non_products') == 'exclude' %}
                when non_product_codes.product_code is not null
                    then 'non_product_' || non_product_codes.reason
            {% endif %}
            when
                {{ is_refund('invoice_lines') }}
                and (
                    invoice_lines.quantity >= 0
                    or invoice_lines.amount {{ '>' if keeps_free_lines else '>=' }} 0
                )
                then 'refund_without_value'
            when {{ is_refund('invoice_lines') }} then 'cancellation'
            when invoice_lines.quantity <= 0 then 'quantity_not_positive'
            when invoice_lines.amount {{ '<' if keeps_free_lines else '<=' }} 0
                then 'price_not_positive'
            else 'purchase'
        end as label

    from invoice_lines
    left join duplicate_lines on invoice_lines.line_id = duplicate_lines.line_id
    left join rejected_lines on invoice_lines.line_id = rejected_lines.line_id
    left join non_product_codes
        on upper(invoice_lines.product_code) = non_product_codes.product_code
)

select * from labelled
