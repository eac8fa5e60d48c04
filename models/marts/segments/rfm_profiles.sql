{% set features = ['recency', 'frequency', 'monetary'] %}

-- Everyone with an order: shares are of those who can be in a segment.
with customers as (
    select * from {{ ref('customers') }}
    where rfm_segment is not null
),

sums as (
    select
        as_of_date,
        rfm_segment,
        min(campaign_action) as action,
        count(*) as customers,
        {% for feature in features %}
            sum(cast({{ feature }} as {{ type_money() }})) as {{ feature }}
            {{- ',' if not loop.last }}
        {% endfor %}
    from customers
    group by as_of_date, rfm_segment
),

rfm_profiles as (
    select
        as_of_date,
        rfm_segment,
        action,
        customers,
        {{ exact_ratio('customers', 'sum(customers) over ()') }} as customer_share,
        cast(monetary as {{ type_money() }}) as revenue,
        {{ exact_ratio('monetary', 'cast(sum(monetary) over () as double)') }} as revenue_share,
        {% for feature in features %}
            {{ exact_ratio(feature, 'customers') }} as mean_{{ feature }}{{ ',' if not loop.last }}
        {% endfor %}
    from sums
)

select * from rfm_profiles
order by revenue desc, rfm_segment asc
