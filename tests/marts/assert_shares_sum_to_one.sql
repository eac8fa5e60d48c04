-- Without any revenue there is no share of it. Sums of shares carry the rounding of doubles:
-- 1e-9 is far below one customer in a billion.
select
    segmentation,
    population,
    sum(customer_share) as customer_shares,
    sum(revenue_share) as revenue_shares
from {{ ref('segment_profiles') }}
group by segmentation, population
having
    sum(customers) > 0
    and (
        abs(sum(customer_share) - 1) > 1e-9
        or abs(coalesce(sum(revenue_share), 1) - 1) > 1e-9
    )
