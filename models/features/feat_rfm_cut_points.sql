with activity as (select * from {{ ref('feat_customer_activity') }}),

measures as (
    {% for measure in ['recency', 'frequency', 'monetary'] %}
        select
            as_of_date,
            '{{ measure }}' as measure,
            {% for fifth in range(1, 5) %}
                cast(
                    percentile_cont({{ fifth / 5 }}) within group (
                        order by cast({{ measure }} as double)
                    ) as {{ type_money() }}
                ) as cut_{{ fifth }}{{ ',' if not loop.last }}
            {% endfor %}
        from activity
        group by as_of_date
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- The rhythm of the shop: half of those who came back take longer between two days with an order.
usual_gaps as (
    select
        as_of_date,
        cast(
            percentile_cont(0.5) within group (order by cast(gap as double)) as decimal(18, 6)
        ) as usual_gap
    from activity
    group by as_of_date
),

limits as (
    select
        as_of_date,
        usual_gap,
        {{ active_within('usual_gap') }} as active_within,
        {{ quiet_after('usual_gap') }} as quiet_after
    from usual_gaps
),

cut_points as (
    select
        measures.as_of_date,
        measures.measure,
        measures.cut_1,
        measures.cut_2,
        measures.cut_3,
        measures.cut_4,
        limits.usual_gap,
        limits.active_within,
        limits.quiet_after
    from measures
    left join limits
        on
            measures.as_of_date = limits.as_of_date
            and measures.measure = 'recency'
)

select * from cut_points
