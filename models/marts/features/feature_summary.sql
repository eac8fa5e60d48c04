{% set grain = 'segmentation, population, feature, transform, stage' %}
{% set range = 'customers, minimum, lower_quartile, median, upper_quartile, maximum' %}

with feature_values as (select * from {{ ref('seg_feature_values') }}),

ranges as (
    select
        {{ grain }},
        count(*) as customers,
        min(value) as minimum,
        {{ percentile('value', 25) }} as lower_quartile,
        {{ percentile('value', 50) }} as median,
        {{ percentile('value', 75) }} as upper_quartile,
        max(value) as maximum
    from feature_values
    group by {{ grain }}
),

-- Where each value lies between the least and the greatest: sums of such numbers are exact.
placed as (
    select
        ranges.*,
        feature_values.value,
        1.5 * (ranges.upper_quartile - ranges.lower_quartile) as reach,
        cast(
            round(
                (feature_values.value - ranges.minimum)
                / nullif(ranges.maximum - ranges.minimum, 0),
                12
            ) as decimal(14, 12)
        ) as place
    from feature_values
    inner join ranges
        on
            feature_values.segmentation = ranges.segmentation
            and feature_values.population = ranges.population
            and feature_values.feature = ranges.feature
            and feature_values.stage = ranges.stage
),

-- A feature without spread lies at 0, its least value.
moments as (
    select
        {{ grain }},
        {{ range }},
        coalesce({{ exact_ratio('sum(place)', 'count(place)') }}, 0) as mean_place,
        coalesce({{ exact_deviation('count(place)', 'sum(place)', 'sum(place * place)') }}, 0)
            as deviation_of_places,
        count(case when value = 0 then 1 end) as zeros,
        count(
            case when value < lower_quartile - reach or value > upper_quartile + reach then 1 end
        ) as outliers,
        -- Rounded, because the order of the rows can change the last digits.
        round(skewness(cast(place as double)), 6) as skewness
    from placed
    group by {{ grain }}, {{ range }}
),

feature_summary as (
    select
        {{ grain }},
        {{ range }},
        minimum + (maximum - minimum) * mean_place as mean,
        (maximum - minimum) * deviation_of_places as standard_deviation,
        case when deviation_of_places > 0 and customers > 2 then skewness end as skewness,
        cast(zeros as double) / customers as zero_share,
        cast(outliers as double) / customers as outlier_share
    from moments
)

select * from feature_summary
order by {{ grain }}
