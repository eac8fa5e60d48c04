with activity as (

    select * from {{ ref('feat_customer_activity') }}

),

cut_points as (

    select * from {{ ref('feat_rfm_cut_points') }}

),

customers as (

    select * from {{ ref('int_customers') }}

),

rfm_segments as (

    select * from {{ ref('rfm_segments') }}

),

-- One row per date, so that the join below copies nothing.
cut_points_by_date as (

    select
        as_of_date,
        {% for measure in ['recency', 'frequency', 'monetary'] %}
            {% set last_measure = loop.last %}
            {% for fifth in range(1, 5) %}
                max(case when measure = '{{ measure }}' then cut_{{ fifth }} end)
                    as {{ measure }}_cut_{{ fifth }}{{ ',' if not (last_measure and loop.last) }}
            {% endfor %}
        {% endfor %}
    from cut_points
    group by as_of_date

),

scored as (

    select
        activity.*,
        6 - ({{ fifth_of('recency') }}) as recency_score,
        {{ fifth_of('frequency') }} as frequency_score,
        {{ fifth_of('monetary') }} as monetary_score
    from activity
    inner join cut_points_by_date
        on activity.as_of_date = cut_points_by_date.as_of_date

),

features as (

    select
        scored.as_of_date,
        scored.customer_id,
        scored.recency,
        scored.frequency,
        scored.monetary,
        scored.quantity,
        cast(round(scored.monetary / scored.frequency, 6) as {{ type_money() }}) as basket_value,
        scored.gross,
        scored.refunded,
        cast(round(scored.refunded / scored.gross, 6) as decimal(9, 6)) as return_rate,

        scored.first_order_date,
        scored.last_order_date,
        scored.lifespan,
        scored.tenure,
        customers.registered_date,
        {{ dbt.datediff('customers.registered_date', 'scored.first_order_date', 'day') }}
            as days_to_first_order,
        scored.gap,
        case
            when scored.gap > 0
                then cast(round(scored.recency / scored.gap, 6) as decimal(18, 6))
        end as overdue_ratio,

        scored.recency_score,
        scored.frequency_score,
        scored.monetary_score,
        rfm_segments.rfm_segment,
        rfm_segments.action as rfm_action
    from scored
    left join customers
        on
            scored.customer_id = customers.customer_id
            and scored.as_of_date > customers.registered_date
    left join rfm_segments
        on
            scored.recency_score = rfm_segments.recency_score
            and scored.frequency_score = rfm_segments.frequency_score

)

select * from features
