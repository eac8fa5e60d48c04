with customers as (

    select
        count(frequency) as customers,
        sum(monetary) as revenue
    from {{ ref('customers') }}

),

profiles as (

    select
        segmentation,
        sum(customers) as customers,
        sum(revenue) as revenue
    from {{ ref('segment_profiles') }}
    group by segmentation

)

select
    profiles.segmentation,
    profiles.customers as profile_customers,
    customers.customers
from profiles
cross join customers
where
    profiles.customers is distinct from customers.customers
    or profiles.revenue is distinct from customers.revenue
