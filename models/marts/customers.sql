with current_features as (

    select feat_customers.*
    from {{ ref('feat_customers') }} as feat_customers
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on feat_customers.as_of_date = as_of_dates.as_of_date
    where as_of_dates.is_current

),

current_dates as (

    select as_of_date
    from {{ ref('feat_as_of_dates') }}
    where is_current

),

attributes as (

    select * from {{ ref('int_customers') }}

),

customer_segments as (

    select * from {{ ref('customer_segments') }}

),

-- One row per customer, a column per segmentation.
segments as (

    select
        customer_segments.customer_id,
        {% for name in segmentations() %}
            max(
                case
                    when customer_segments.segmentation = '{{ name }}'
                        then customer_segments.segment_name
                end
            ) as {{ segment_column(name) }}{{ ',' if not loop.last }}
        {% endfor %}
    from customer_segments
    inner join current_dates
        on customer_segments.as_of_date = current_dates.as_of_date
    group by customer_segments.customer_id

),

customer_ids as (

    select customer_id from current_features
    union
    select customer_id from attributes

),

customers as (

    select
        customer_ids.customer_id,
        current_dates.as_of_date,
        current_features.recency,
        current_features.frequency,
        current_features.monetary,
        current_features.quantity,
        current_features.basket_value,
        current_features.gross,
        current_features.refunded,
        current_features.return_rate,
        current_features.first_order_date,
        current_features.last_order_date,
        current_features.lifespan,
        current_features.tenure,
        attributes.registered_date,
        current_features.days_to_first_order,
        current_features.gap,
        current_features.overdue_ratio,
        current_features.recency_score,
        current_features.frequency_score,
        current_features.monetary_score,
        current_features.rfm_segment,
        current_features.rfm_action,
        {% for name in segmentations() %}
            segments.{{ segment_column(name) }}{{ ',' if not loop.last }}
        {% endfor %}
    from customer_ids
    cross join current_dates
    left join current_features
        on customer_ids.customer_id = current_features.customer_id
    left join attributes
        on customer_ids.customer_id = attributes.customer_id
    left join segments
        on customer_ids.customer_id = segments.customer_id

)

select * from customers
order by customer_id
