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
    where
        label = 'cancellation'
        and '{{ var("cancellations") }}' = 'net'
),

events as (
    select
        purchases_and_refunds.*,
        -- A purchase stands before a refund of the same minute; what follows decides ties by
        -- content, so that the order of the input never matters.
        row_number() over (
            partition by purchases_and_refunds.customer_id, purchases_and_refunds.product_key
            order by
                purchases_and_refunds.invoiced_at,
                purchases_and_refunds.is_refund,
                purchases_and_refunds.invoice_number,
                purchases_and_refunds.unit_price,
                purchases_and_refunds.quantity,
                purchases_and_refunds.line_id
        ) as event_number
    from purchases_and_refunds
    inner join refunded_products
        on
            purchases_and_refunds.customer_id = refunded_products.customer_id
            and purchases_and_refunds.product_key = refunded_products.product_key
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
