-- Every customer with an order is in one campaign segment and one cell of the grid, and so is all
-- revenue.
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
),

rfm_grid as (
    select
        coalesce(sum(customers), 0) as customers,
        coalesce(sum(revenue), 0) as revenue
    from {{ ref('rfm_grid') }}
)

select
    customers.customers,
    rfm_profiles.customers as customers_in_profiles,
    rfm_grid.customers as customers_in_grid,
    customers.revenue,
    rfm_profiles.revenue as revenue_in_profiles,
    rfm_grid.revenue as revenue_in_grid
from customers
cross join rfm_profiles
cross join rfm_grid
where
    customers.customers != rfm_profiles.customers
    or customers.customers != rfm_grid.customers
    or customers.revenue != rfm_profiles.revenue
    or customers.revenue != rfm_grid.revenue
