with profiles as (select * from {{ ref('seg_profiles') }}),

features as (
    {% for feature in segmentation_features() %}
        select
            as_of_date,
            segmentation,
            population,
            segment_id,
            '{{ feature }}' as feature,
            mean_{{ feature }} as mean,
            percentile_5_{{ feature }} as percentile_5,
            lower_quartile_{{ feature }} as lower_quartile,
            median_{{ feature }} as median,
            upper_quartile_{{ feature }} as upper_quartile,
            percentile_95_{{ feature }} as percentile_95,
            overall_mean_{{ feature }} as overall_mean,
            difference_{{ feature }} as standardised_difference,
            100 * mean_{{ feature }} / nullif(overall_mean_{{ feature }}, 0) as index
        from profiles
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from features
