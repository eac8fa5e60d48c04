-- A hook stops the build where no order is left, and says what became of the lines.
with purchases as (
    select
        customer_id,
        invoice_number,
        cast(invoiced_at as date) as event_date,
        cast(quantity as bigint) as quantity,
        amount as gross,
        cast(0 as {{ type_money() }}) as refunded
    from {{ ref('int_invoice_lines_classified') }}
    where disposition = 'clean' or reason = 'cancelled_by_later_refund'
),

refunds as (
    select
        customer_id,
        purchase_invoice_number as invoice_number,
        cast(refunded_at as date) as event_date,
        -units as quantity,
        cast(0 as {{ type_money() }}) as gross,
        amount as refunded
    from {{ ref('int_refund_matches') }}
),

events as (
    select * from purchases
    union all
    select * from refunds
),

-- What changes in an order on one day changes at once.
daily_changes as (
    select
        customer_id,
        invoice_number,
        event_date,
        sum(quantity) as quantity,
        sum(gross) as gross,
        sum(refunded) as refunded
    from events
    group by customer_id, invoice_number, event_date
),

states as (
    select
        customer_id,
        invoice_number,
        min(event_date) over (partition by customer_id, invoice_number) as order_date,
        event_date as valid_from,
        lead(event_date) over (
            partition by customer_id, invoice_number order by event_date
        ) as valid_to,
        cast(sum(quantity) over order_history as bigint) as quantity,
        cast(sum(gross) over order_history as {{ type_money() }}) as gross,
        cast(sum(refunded) over order_history as {{ type_money() }}) as refunded
    from daily_changes
    window order_history as (
        partition by customer_id, invoice_number order by event_date
        rows between unbounded preceding and current row
    )
)

select * from states
