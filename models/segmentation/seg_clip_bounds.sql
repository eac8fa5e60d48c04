with features as (
    select *
    from {{ ref('seg_features') }}
    where is_current
),

members as (
    select
        populations.segmentation,
        populations.population,
        features.*
    from features
    inner join {{ ref('seg_populations') }} as populations
        on features.customer_id = populations.customer_id
    where populations.population is not null
),

-- The percentiles at which features are clipped, kept so that customers of another day are
-- clipped at the same values.
bounds as (
    {% for name, settings in segmentations().items() %}
        {% for feature in clipped_features(settings) %}
            {% set percentiles = clip_percentiles(settings.features[feature]) %}
            select
                segmentation,
                population,
                '{{ feature }}' as feature,
                {% for bound in ['lower', 'upper'] %}
                    round(
                        percentile_cont({{ percentiles[loop.index0] / 100 }}) within group (
                            order by cast({{ feature }} as double)
                        ),
                        9
                    ) as {{ bound }}{{ ',' if not loop.last }}
                {% endfor %}
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
