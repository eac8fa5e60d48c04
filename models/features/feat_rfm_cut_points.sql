{% set measures = ['recency', 'frequency', 'monetary'] %}

with activity as (select * from {{ ref('feat_customer_activity') }}),

percentiles as (
    select
        as_of_date,
        {% for measure in measures %}
            {{ percentiles(measure, [20, 40, 60, 80]) }} as of_{{ measure }},
        {% endfor %}
        {{ percentile('gap', 50) }} as usual_gap
    from activity
    group by as_of_date
),

cut_points as (
    select
        as_of_date,
        {% for measure in measures %}
            {% for fifth in range(1, 5) %}
                cast({{ element('of_' ~ measure, fifth) }} as {{ type_money() }})
                    as {{ measure }}_cut_{{ fifth }},
            {% endfor %}
        {% endfor %}
        -- The rhythm of the shop: half of those who came back wait longer between two orders.
        cast(usual_gap as decimal(18, 6)) as usual_gap
    from percentiles
),

with_limits as (
    select
        *,
        {{ active_within('usual_gap') }} as active_within,
        {{ quiet_after('usual_gap') }} as quiet_after
    from cut_points
)

select * from with_limits
