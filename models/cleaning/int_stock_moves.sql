with purchases_and_refunds as (
    select
        *,
        label = 'cancellation' as is_refund
    from {{ ref('int_invoice_lines_checked') }}
    where label in ('purchase', 'cancellation')
),

-- Refunds are few: only what shares a customer and a product with one needs the work below.
refunded_products as (
    select distinct
        customer_id,
        product_key
    from {{ ref('int_invoice_lines_checked') }}
    where label = 'cancellation' and '{{ var("cancellations") }}' = 'net'
),

-- A purchase stands before a refund of the same minute; what follows decides ties by content, so
-- that the order of the input never matters.
events as (
    select
        lines.*,
        row_number() over (
            partition by lines.customer_id, lines.product_key
            order by
                lines.invoiced_at, lines.is_refund, lines.invoice_number, lines.unit_price,
                lines.quantity, lines.line_id
        ) as event_number
    from purchases_and_refunds as lines
    inner join refunded_products
        on
            lines.customer_id = refunded_products.customer_id
            and lines.product_key = refunded_products.product_key
),

running as (
    select
        *,
        sum(quantity) over (
            partition by customer_id, product_key order by event_number
            rows between unbounded preceding and current row
        ) as running_units
    from events
),

-- Purchases put units on top of a stack, refunds take them from the top. Its height is the
-- running sum, lifted so that it never goes below zero.
stacked as (
    select
        *,
        running_units - least(
            0,
            min(running_units) over (
                partition by customer_id, product_key order by event_number
                rows between unbounded preceding and current row
            )
        ) as height
    from running
),

stock_moves as (
    select
        line_id,
        customer_id,
        product_key,
        invoice_number,
        invoiced_at,
        quantity,
        unit_price,
        amount,
        is_refund,
        event_number,
        coalesce(
            lag(height) over (partition by customer_id, product_key order by event_number), 0
        ) as height_before,
        height
    from stacked
)

select * from stock_moves
