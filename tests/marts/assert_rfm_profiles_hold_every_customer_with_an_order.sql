-- Every customer with an order is in one cell of the grid, and so is all revenue.
with customers as (
    select
        count(*) as customers,
        coalesce(sum(monetary), 0) as revenue
    from {{ ref('customers') }}
    where frequency is not null
),

rfm_profiles as (
    select
        coalesce(sum(customers), 0) as customers,
        coalesce(sum(revenue), 0) as revenue
    from {{ ref('rfm_profiles') }}
)

select
    customers.customers,
    rfm_profiles.customers as customers_in_profiles,
    customers.revenue,
    rfm_profiles.revenue as revenue_in_profiles
from customers
cross join rfm_profiles
where
    customers.customers != rfm_profiles.customers
    or customers.revenue != rfm_profiles.revenue
