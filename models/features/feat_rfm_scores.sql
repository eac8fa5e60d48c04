with activity as (select * from {{ ref('feat_customer_activity') }}),

cut_points as (select * from {{ ref('feat_rfm_cut_points') }}),

cells as (select * from {{ ref('feat_rfm_cells') }}),

-- Few days since the last order are good: recency counts down where the others count up.
scored as (
    select
        activity.*,
        6 - ({{ fifth_of('recency') }}) as recency_score,
        {{ fifth_of('frequency') }} as frequency_score,
        {{ fifth_of('monetary') }} as monetary_score,
        case
            when activity.recency > cut_points.quiet_after then 'quiet'
            when activity.recency <= cut_points.active_within then 'active'
            else 'usual'
        end as silence
    from activity
    inner join cut_points on activity.as_of_date = cut_points.as_of_date
),

named as (
    select
        scored.as_of_date,
        scored.customer_id,
        scored.first_order_date,
        scored.last_order_date,
        scored.purchase_days,
        scored.frequency,
        scored.quantity,
        scored.gross,
        scored.refunded,
        scored.monetary,
        scored.return_rate,
        scored.recency,
        scored.lifespan,
        scored.tenure,
        scored.gap,
        scored.recency_score,
        scored.frequency_score,
        scored.monetary_score,
        scored.silence,
        cells.rfm_segment,
        cells.campaign_action
    from scored
    left join cells
        on
            scored.recency_score = cells.recency_score
            and scored.frequency_score = cells.frequency_score
            and scored.monetary_score = cells.monetary_score
            and scored.silence = cells.silence
)

select * from named
