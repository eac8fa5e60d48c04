with cut_points as (select * from {{ ref('feat_rfm_cut_points') }}),

-- The days of silence are days, as recency is: they stand beside it and nowhere else.
rfm_cut_points as (
    {% for measure in ['recency', 'frequency', 'monetary'] %}
        select
            as_of_date,
            '{{ measure }}' as measure,
            {% for fifth in range(1, 5) %}
                {{ measure }}_cut_{{ fifth }} as cut_{{ fifth }},
            {% endfor %}
            {{ 'usual_gap' if measure == 'recency' else 'null' }} as usual_gap,
            {{ 'active_within' if measure == 'recency' else 'null' }} as active_within,
            {{ 'quiet_after' if measure == 'recency' else 'null' }} as quiet_after
        from cut_points
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from rfm_cut_points
order by as_of_date, measure
