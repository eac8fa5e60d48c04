-- Orders are built from every purchase, and lose what every match took: nothing is lost on the
-- way from lines to orders.
with orders as (
    select
        coalesce(sum(gross), 0) as gross,
        coalesce(sum(refunded), 0) as refunded
    from {{ ref('int_order_states') }}
    where valid_to is null
),

purchases as (
    select
        coalesce(sum(amount), 0) as gross,
        coalesce(sum(matched_amount), 0) as refunded
    from {{ ref('invoice_line_ledger') }}
    where
        disposition = 'clean'
        or reason = 'cancelled_by_later_refund'
)

select
    orders.gross as order_gross,
    purchases.gross as purchase_gross
from orders
cross join purchases
where
    orders.gross != purchases.gross
    or orders.refunded != purchases.refunded
