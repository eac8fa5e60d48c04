with as_of_dates as (select * from {{ ref('feat_as_of_dates') }}),

-- To count different days takes as long as all else; most days have one order, and count as such.
order_states as (
    select
        *,
        min(invoice_number) over (partition by customer_id, order_date)
        = max(invoice_number) over (partition by customer_id, order_date) as is_only_order_of_day
    from {{ ref('int_order_states') }}
),

-- The state that each order was in at that midnight.
orders_as_of as (
    select
        as_of_dates.as_of_date,
        order_states.customer_id,
        order_states.is_only_order_of_day,
        order_states.quantity,
        order_states.gross,
        order_states.refunded,
        -- Null for an order whose units all went back: it is no order any more, but its money
        -- is still accounted for.
        case when order_states.quantity > 0 then order_states.order_date end as order_date
    from as_of_dates
    inner join order_states
        on
            as_of_dates.as_of_date > order_states.valid_from
            and as_of_dates.as_of_date <= coalesce(order_states.valid_to, date '9999-12-31')
),

-- Days, not orders, make the gaps: two orders on one day are one visit.
activity as (
    select
        as_of_date,
        customer_id,
        min(order_date) as first_order_date,
        max(order_date) as last_order_date,
        cast(
            count(order_date) filter (where is_only_order_of_day)
            + count(distinct order_date) filter (where not is_only_order_of_day) as integer
        ) as purchase_days,
        cast(count(order_date) as integer) as frequency,
        cast(sum(quantity) as bigint) as quantity,
        cast(sum(gross) as {{ type_money() }}) as gross,
        cast(sum(refunded) as {{ type_money() }}) as refunded,
        cast(sum(gross) - sum(refunded) as {{ type_money() }}) as monetary
    from orders_as_of
    group by as_of_date, customer_id
),

-- Wholly refunded customers have no order: they are not customers as of that date.
customers_with_orders as (
    select
        *,
        {{ dbt.datediff('last_order_date', 'as_of_date', 'day') }} as recency,
        {{ dbt.datediff('first_order_date', 'last_order_date', 'day') }} as lifespan,
        {{ dbt.datediff('first_order_date', 'as_of_date', 'day') }} as tenure
    from activity
    where frequency > 0
),

with_ratios as (
    select
        *,
        -- Who got everything free gave no money back.
        cast(
            coalesce(round({{ exact_ratio('refunded', 'cast(gross as double)') }}, 6), 0)
            as decimal(9, 6)
        ) as return_rate,
        case
            when purchase_days > 1
                then cast(
                    round({{ exact_ratio('lifespan', '(purchase_days - 1)') }}, 6)
                    as decimal(18, 6)
                )
        end as gap
    from customers_with_orders
)

select * from with_ratios
