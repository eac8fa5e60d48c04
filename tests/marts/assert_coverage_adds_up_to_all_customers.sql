with customers as (
    select count(*) as customers from {{ ref('customers') }}
),

coverage as (
    select
        segmentation,
        sum(customers) as customers
    from {{ ref('segmentation_coverage') }}
    group by segmentation
)

select
    coverage.segmentation,
    coverage.customers as customers_told,
    customers.customers
from coverage
cross join customers
where coverage.customers != customers.customers
