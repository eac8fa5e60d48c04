with activity as (

    select * from {{ ref('feat_customer_activity') }}

),

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

)

select * from measures
