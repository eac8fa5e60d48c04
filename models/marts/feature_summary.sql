{% set grain = 'segmentation, population, feature, transform, stage' %}

with feature_values as (select * from {{ ref('seg_feature_values') }}),

ranges as (
    select
        {{ grain }},
        count(*) as customers,
        min(value) as minimum,
        {% for quartile in ['lower_quartile', 'median', 'upper_quartile'] %}
            percentile_cont({{ loop.index / 4 }}) within group (order by value)
                as {{ quartile }},
        {% endfor %}
        max(value) as maximum
    from feature_values
    group by {{ grain }}
),

values_and_ranges as (
    select
        ranges.*,
        feature_values.value
    from feature_values
    inner join ranges
        on
            feature_values.segmentation = ranges.segmentation
            and feature_values.population = ranges.population
            and feature_values.feature = ranges.feature
            and feature_values.stage = ranges.stage
),

-- Where each value lies between the least and the greatest: sums of such numbers are exact.
placed as (
    select
        *,
        cast(
            round((value - minimum) / nullif(maximum - minimum, 0), 12) as decimal(14, 12)
        ) as place,
        case when value = 0 then 1 else 0 end as is_zero,
        case
            when value < lower_quartile - 1.5 * (upper_quartile - lower_quartile) then 1
            when value > upper_quartile + 1.5 * (upper_quartile - lower_quartile) then 1
            else 0
        end as is_outlier
    from values_and_ranges
),

moments as (
    select
        {{ grain }},
        max(customers) as customers,
        max(minimum) as minimum,
        max(lower_quartile) as lower_quartile,
        max(median) as median,
        max(upper_quartile) as upper_quartile,
        max(maximum) as maximum,
        coalesce({{ exact_ratio('sum(place)', 'count(place)') }}, 0) as mean_place,
        coalesce({{ exact_deviation('count(place)', 'sum(place)', 'sum(place * place)') }}, 0)
            as deviation_of_places,
        cast(sum(is_zero) as double) / count(*) as zero_share,
        cast(sum(is_outlier) as double) / count(*) as outlier_share,
        -- Rounded, because the order of the rows can change the last digits.
        round(skewness(cast(place as double)), 6) as skewness
    from placed
    group by {{ grain }}
),

feature_summary as (
    select
        {{ grain }},
        cast(customers as bigint) as customers,
        minimum,
        lower_quartile,
        median,
        upper_quartile,
        maximum,
        minimum + (maximum - minimum) * mean_place as mean,
        (maximum - minimum) * deviation_of_places as standard_deviation,
        case when deviation_of_places > 0 and customers > 2 then skewness end as skewness,
        zero_share,
        outlier_share
    from moments
)

select * from feature_summary
order by {{ grain }}
