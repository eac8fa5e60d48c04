with order_states as (select * from {{ ref('int_order_states') }}),

orders as (
    select
        customer_id,
        invoice_number,
        order_date,
        quantity,
        gross,
        refunded,
        cast(gross - refunded as {{ type_money() }}) as net
    from order_states
    where
        valid_to is null
        and quantity > 0
)

select * from orders
