with customers as (
    select * from {{ ref('customers') }}
    where rfm_segment is not null
),

-- Everyone with an order: shares are of those who can be in a segment.
totals as (
    select
        count(*) as customers,
        sum(monetary) as revenue
    from customers
),

rfm_profiles as (
    select
        customers.as_of_date,
        customers.rfm_segment,
        min(customers.campaign_action) as action,
        count(*) as customers,
        cast(count(*) as double) / max(totals.customers) as customer_share,
        cast(sum(customers.monetary) as {{ type_money() }}) as revenue,
        cast(sum(customers.monetary) as double)
        / nullif(cast(max(totals.revenue) as double), 0) as revenue_share,
        {% for feature in ['recency', 'frequency', 'monetary'] %}
            {{ exact_mean('customers.' ~ feature) }} as mean_{{ feature }}{{ ',' if not loop.last }}
        {% endfor %}
    from customers
    cross join totals
    group by customers.as_of_date, customers.rfm_segment
)

select * from rfm_profiles
order by revenue desc, rfm_segment asc
