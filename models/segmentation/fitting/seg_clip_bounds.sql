{% set features, populations = ref('seg_features'), of_this_fit(ref('seg_populations')) %}

-- Kept with a model, so that customers of another day are clipped at the same values.
with bounds as (
    {% for name, clips in run_settings().clips.items() %}
        {% for feature, (low, high) in clips.items() %}
            select
                populations.segmentation,
                populations.population,
                '{{ feature }}' as feature,
                round({{ percentile(feature, low) }}, 9) as lower,
                round({{ percentile(feature, high) }}, 9) as upper
            from {{ features }} as features
            inner join ({{ populations }}) as populations
                on features.customer_id = populations.customer_id
            where features.is_current and populations.segmentation = {{ literal(name) }}
            group by populations.segmentation, populations.population
            union all
        {% endfor %}
    {% endfor %}
    select
        segmentation,
        population,
        feature,
        max(case when parameter = 'lower' then value end) as lower,
        max(case when parameter = 'upper' then value end) as upper
    from ({{ kept_from_last('segment_model_parameters') }}) as kept
    where coalesce(is_current, true) and parameter in ('lower', 'upper')
    group by segmentation, population, feature
)

select * from bounds
