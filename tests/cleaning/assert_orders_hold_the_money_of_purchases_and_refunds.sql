-- Orders are built from all purchases and all matches: nothing is lost on the way.
with order_money as (

    select
        sum(gross) as gross,
        sum(refunded) as refunded
    from {{ ref('int_order_states') }}
    where valid_to is null

),

line_money as (

    select
        sum(case when quantity > 0 then amount end) as gross,
        sum(case when quantity > 0 then matched_amount end) as refunded
    from {{ ref('int_invoice_lines_classified') }}
    where disposition = 'clean' or reason = 'cancelled_by_later_refund'

)

select
    order_money.gross as order_gross,
    line_money.gross as line_gross
from order_money
cross join line_money
where
    order_money.gross is distinct from line_money.gross
    or order_money.refunded is distinct from line_money.refunded
