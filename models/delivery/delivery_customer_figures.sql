with input_lines as (
    select
        customer_id,
        unreadable_field,
        unreadable_attributes
    from {{ ref('stg_customers') }}
    union all
    select
        cast(null as {{ dbt.type_string() }}) as customer_id,
        unreadable_field,
        '' as unreadable_attributes
    from {{ ref('stg_refused_lines') }}
    where input = 'customers'
),

counted as (
    select
        count(case when unreadable_field is distinct from 'every_field' then 1 end)
            as customer_lines,
        count(case when unreadable_field in ('customer_id', 'line') then 1 end)
            as rejected_customers,
        count(customer_id) - count(distinct customer_id) as repeated_customers,
        count(case when unreadable_attributes != '' then 1 end) as customers_not_fully_read,
        {{ counted_attributes('unreadable_attributes') }} as unreadable_attributes
    from input_lines
),

ids as (
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

customers as (
    select
        customer_id,
        max(has_order) as has_order,
        max(has_attributes) as has_attributes
    from ids
    group by customer_id
),

compared as (
    select
        count(*) - count(distinct lower(customer_id)) as ids_that_differ_by_case,
        count(*) - count(distinct {{ replaced('customer_id', '^0+') }})
            as ids_that_differ_by_zeros,
        sum(has_order) as customers_with_orders,
        sum(has_attributes) as customers_with_attributes,
        sum(has_order * has_attributes) as customers_with_both
    from customers
),

customer_figures as (
    select
        counted.*,
        compared.*
    from counted
    cross join compared
)

select * from customer_figures
