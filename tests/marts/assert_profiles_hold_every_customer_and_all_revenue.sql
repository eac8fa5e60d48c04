-- The profiles hold everybody who has a segment today, and all that they spent.
with members as (
    select
        customer_segments.segmentation,
        customer_segments.population,
        count(*) as customers,
        sum(coalesce(customers.monetary, 0)) as revenue
    from {{ ref('customer_segments') }} as customer_segments
    inner join {{ ref('customers') }} as customers
        on
            customer_segments.as_of_date = customers.as_of_date
            and customer_segments.customer_id = customers.customer_id
    group by customer_segments.segmentation, customer_segments.population
),

profiles as (
    select
        segmentation,
        population,
        sum(customers) as customers,
        sum(revenue) as revenue
    from {{ ref('segment_profiles') }}
    group by segmentation, population
)

select
    members.segmentation,
    members.customers,
    profiles.customers as profile_customers
from members
full outer join profiles
    on
        members.segmentation = profiles.segmentation
        and members.population = profiles.population
where
    members.customers is distinct from profiles.customers
    or members.revenue is distinct from profiles.revenue
