with customers as (

    select * from {{ ref('stg_customers') }}

),

-- A customer who stands in the file more than once registered on the earliest of the dates.
deduplicated as (

    select
        customer_id,
        min(registered_date) as registered_date
    from customers
    where customer_id is not null
    group by customer_id

)

select * from deduplicated
