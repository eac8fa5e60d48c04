-- A hook stops the build at a current date before every order.
with scored as (select * from {{ ref('feat_rfm_scores') }}),

customers as (select * from {{ ref('int_customers') }}),

own_features as (select * from {{ ref('feat_own_features') }}),

-- A registration on the as-of date or later is not known yet as of it.
features as (
    select
        scored.as_of_date,
        scored.customer_id,
        scored.recency,
        scored.frequency,
        scored.monetary,
        scored.quantity,
        cast(
            round({{ exact_ratio('scored.monetary', 'scored.frequency') }}, 6) as {{ type_money() }}
        ) as basket_value,
        scored.gross,
        scored.refunded,
        scored.return_rate,

        scored.first_order_date,
        scored.last_order_date,
        scored.lifespan,
        scored.tenure,
        customers.registered_date,
        {{ dbt.datediff('customers.registered_date', 'scored.first_order_date', 'day') }}
            as days_to_first_order,
        scored.gap,
        cast(
            round({{ exact_ratio('scored.recency', 'cast(scored.gap as double)') }}, 6)
            as decimal(18, 6)
        ) as overdue_ratio,
        {% for feature in run_settings().own_features %}
            own_features.{{ feature }},
        {% endfor %}

        scored.recency_score,
        scored.frequency_score,
        scored.monetary_score,
        scored.rfm_segment,
        scored.campaign_action
    from scored
    left join customers
        on
            scored.customer_id = customers.customer_id
            and scored.as_of_date > customers.registered_date
    -- Without features of your own, nothing of it is selected.
    left join own_features  -- noqa: ST11
        on
            scored.as_of_date = own_features.as_of_date
            and scored.customer_id = own_features.customer_id
)

select * from features
