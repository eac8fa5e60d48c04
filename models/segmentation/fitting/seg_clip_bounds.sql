with members as (
    select
        populations.segmentation,
        populations.population,
        features.*
    from {{ ref('seg_features') }} as features
    inner join {{ ref('seg_populations') }} as populations
        on features.customer_id = populations.customer_id
    where features.is_current and populations.population is not null
),

-- Kept, so that customers of another day are clipped at the same values. The last branch is for
-- runs in which nothing is clipped.
bounds as (
    {% for name, clips in run_settings().clips.items() %}
        {% for feature, (low, high) in clips.items() %}
            select
                segmentation,
                population,
                '{{ feature }}' as feature,
                round({{ percentile(feature, low) }}, 9) as lower,
                round({{ percentile(feature, high) }}, 9) as upper
            from members
            where segmentation = {{ literal(name) }}
            group by segmentation, population
            union all
        {% endfor %}
    {% endfor %}
    select
        segmentation,
        population,
        cast(null as {{ dbt.type_string() }}) as feature,
        cast(null as double) as lower,
        cast(null as double) as upper
    from members
    where false
)

select * from bounds
