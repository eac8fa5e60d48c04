-- At the current date, the features count every order and every unit that stood then.
with orders as (
    select
        count(*) as orders,
        coalesce(sum(order_states.quantity), 0) as quantity
    from {{ ref('int_order_states') }} as order_states
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on
            order_states.valid_from < as_of_dates.as_of_date
            and coalesce(order_states.valid_to, date '9999-12-31') >= as_of_dates.as_of_date
    where
        as_of_dates.is_current
        and order_states.quantity > 0
),

features as (
    select
        coalesce(sum(feat_customers.frequency), 0) as orders,
        coalesce(sum(feat_customers.quantity), 0) as quantity
    from {{ ref('feat_customers') }} as feat_customers
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on feat_customers.as_of_date = as_of_dates.as_of_date
    where as_of_dates.is_current
)

select
    orders.orders as order_count,
    features.orders as feature_count
from orders
cross join features
where
    orders.orders is distinct from features.orders
    or orders.quantity is distinct from features.quantity
