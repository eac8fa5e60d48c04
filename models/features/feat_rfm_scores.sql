{% set measures = ['recency', 'frequency', 'monetary'] %}

with activity as (select * from {{ ref('feat_customer_activity') }}),

cut_points as (select * from {{ ref('feat_rfm_cut_points') }}),

cells as (select * from {{ ref('feat_rfm_cells') }}),

-- One row per date, so that the join below copies nothing.
cut_points_by_date as (
    select
        as_of_date,
        {% for measure in measures %}
            {% for fifth in range(1, 5) %}
                max(case when measure = '{{ measure }}' then cut_{{ fifth }} end)
                    as {{ measure }}_cut_{{ fifth }},
            {% endfor %}
        {% endfor %}
        max(active_within) as active_within,
        max(quiet_after) as quiet_after
    from cut_points
    group by as_of_date
),

scored as (
    select
        activity.*,
        6 - ({{ fifth_of('recency') }}) as recency_score,
        {{ fifth_of('frequency') }} as frequency_score,
        {{ fifth_of('monetary') }} as monetary_score,
        case
            when activity.recency > cut_points_by_date.quiet_after then 'quiet'
            when activity.recency <= cut_points_by_date.active_within then 'active'
            else 'usual'
        end as silence
    from activity
    inner join cut_points_by_date
        on activity.as_of_date = cut_points_by_date.as_of_date
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
            {% for measure in measures %}
                scored.{{ measure }}_score = cells.{{ measure }}_score
                and
            {% endfor %}
            scored.silence = cells.silence
)

select * from named
