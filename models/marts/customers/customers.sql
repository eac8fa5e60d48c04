with features as (
    select * from {{ ref('seg_features') }}
    where is_current
),

customer_segments as (select * from {{ ref('customer_segments') }}),

-- One row per customer, a column per segmentation.
segments as (
    select
        customer_id,
        {% for name, column in run_settings().segment_columns.items() %}
            max(case when segmentation = '{{ name }}' then segment_name end)
                as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from customer_segments
    where as_of_date = (
        select as_of_dates.as_of_date from {{ ref('feat_as_of_dates') }} as as_of_dates
        where as_of_dates.is_current
    )
    group by customer_id
),

-- rfm_segment stands twice: as the name by the grid, and as the segment to plan campaigns by.
customers as (
    select
        features.customer_id,
        features.as_of_date,
        {% for feature in run_settings().features %}
            features.{{ feature }},
        {% endfor %}
        features.first_order_date,
        features.last_order_date,
        features.registered_date,
        features.lifecycle_group,
        features.recency_score,
        features.frequency_score,
        features.monetary_score,
        features.rfm_segment,
        features.rfm_segment as campaign_segment,
        features.campaign_action,
        features.income_is_missing,
        features.household,
        features.education_level,
        features.implausible,
        {% for column in run_settings().segment_columns.values() %}
            segments.{{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from features
    left join segments on features.customer_id = segments.customer_id
)

select * from customers
order by customer_id
