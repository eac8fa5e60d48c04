with features as (
    select *
    from {{ ref('seg_features') }}
    where is_current
),

customer_segments as (select * from {{ ref('customer_segments') }}),

-- One row per customer, a column per segmentation.
segments as (
    select
        customer_segments.customer_id,
        {% for name in all_segmentations() %}
            max(
                case
                    when customer_segments.segmentation = '{{ name }}'
                        then customer_segments.segment_name
                end
            ) as {{ segment_column(name) }}{{ ',' if not loop.last }}
        {% endfor %}
    from customer_segments
    where
        customer_segments.as_of_date = (select max(features.as_of_date) from features)
    group by customer_segments.customer_id
),

customers as (
    select
        features.customer_id,
        features.as_of_date,
        features.recency,
        features.frequency,
        features.monetary,
        features.quantity,
        features.basket_value,
        features.gross,
        features.refunded,
        features.return_rate,
        features.first_order_date,
        features.last_order_date,
        features.lifespan,
        features.tenure,
        features.registered_date,
        features.days_to_first_order,
        features.lifecycle_group,
        features.gap,
        features.overdue_ratio,
        features.recency_score,
        features.frequency_score,
        features.monetary_score,
        features.rfm_segment,
        features.rfm_segment as campaign_segment,
        features.campaign_action,
        features.age,
        features.income,
        features.income_is_missing,
        features.household,
        features.children,
        features.education_level,
        features.household_partner,
        features.household_alone,
        features.education_undergraduate,
        features.education_graduate,
        features.education_postgraduate,
        features.days_registered,
        features.total_spending,
        features.declared_recency,
        features.deal_purchases,
        features.web_purchases,
        features.catalogue_purchases,
        features.store_purchases,
        features.web_visits,
        features.complained,
        features.responded,
        features.implausible,
        {% for name in all_segmentations() %}
            segments.{{ segment_column(name) }}{{ ',' if not loop.last }}
        {% endfor %}
    from features
    left join segments
        on features.customer_id = segments.customer_id
)

select * from customers
order by customer_id
