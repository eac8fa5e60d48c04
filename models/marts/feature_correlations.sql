with sample as (

    select * from {{ ref('seg_fit_sample') }}

),

-- Rounded, because the order of the rows can change the last digits.
correlations as (

    {% for name, settings in segmentations().items() %}
        {% set features = settings.features | sort %}
        {% for feature in features %}
            {% for other in features if other > feature %}
                select
                    segmentation,
                    population,
                    '{{ feature }}' as feature,
                    '{{ other }}' as other_feature,
                    {% for stage, end in [('before', ''), ('after', '_transformed')] %}
                        {% set one, two = feature ~ end, other ~ end %}
                        case
                            when min({{ one }}) < max({{ one }}) and min({{ two }}) < max({{ two }})
                                then round(corr({{ one }}, {{ two }}), 6)
                        end as correlation_{{ stage }},
                    {% endfor %}
                    count(*) as customers
                from sample
                where segmentation = '{{ name }}'
                group by segmentation, population
                union all
            {% endfor %}
        {% endfor %}
    {% endfor %}
    select
        segmentation,
        population,
        cast(null as {{ dbt.type_string() }}) as feature,
        cast(null as {{ dbt.type_string() }}) as other_feature,
        cast(null as double) as correlation_before,
        cast(null as double) as correlation_after,
        cast(null as bigint) as customers
    from sample
    where false

),

feature_correlations as (

    select
        segmentation,
        population,
        feature,
        other_feature,
        correlation_before,
        correlation_after,
        customers
    from correlations

)

select * from feature_correlations
order by segmentation, population, feature, other_feature
