with ids as (
    select
        customer_id,
        1 as has_order,
        0 as has_attributes
    from {{ ref('int_orders') }}
    union all
    select
        customer_id,
        0 as has_order,
        1 as has_attributes
    from {{ ref('int_customers') }}
),

customer_ids as (
    select
        customer_id,
        max(has_order) as has_order,
        max(has_attributes) as has_attributes
    from ids
    group by customer_id
)

select * from customer_ids
