{% set grain = 'segmentation, population, feature, transform, stage' %}
{% set range = 'customers, minimum, lower_quartile, median, upper_quartile, maximum' %}

{% set first, second = percentile('value', 25), percentile('value', 50) %}
{% set third = percentile('value', 75) %}

with feature_values as (select * from {{ ref('seg_feature_values') }}),

-- Of equal values, an interpolated one may lie beside them by the last digit.
ranges as (
    select
        {{ grain }},
        count(*) as customers,
        min(value) as minimum,
        greatest(min(value), least({{ first }}, {{ second }})) as lower_quartile,
        greatest(min(value), least({{ second }}, max(value))) as median,
        least(greatest({{ second }}, {{ third }}), max(value)) as upper_quartile,
        max(value) as maximum
    from feature_values
    group by {{ grain }}
),

-- Sums of positions are exact, whatever the order of the rows.
positions as (
    select
        ranges.*,
        feature_values.value,
        1.5 * (ranges.upper_quartile - ranges.lower_quartile) as reach,
        {{ position_between('feature_values.value', 'ranges.minimum', 'ranges.maximum') }}
            as value_position
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
        coalesce({{ exact_ratio('sum(value_position)', 'count(value_position)') }}, 0)
            as mean_position,
        coalesce({{ exact_deviation(
            'count(value_position)', 'sum(value_position)', 'sum(value_position * value_position)'
        ) }}, 0) as deviation_of_positions,
        count(case when value = 0 then 1 end) as zeros,
        count(
            case when value < lower_quartile - reach or value > upper_quartile + reach then 1 end
        ) as outliers,
        -- Rounded, because the order of the rows can change the last digits.
        round({{ skewness('value_position') }}, 6) as skewness
    from positions
    group by {{ grain }}, {{ range }}
),

feature_summary as (
    select
        {{ grain }},
        {{ range }},
        minimum + (maximum - minimum) * mean_position as mean,
        (maximum - minimum) * deviation_of_positions as standard_deviation,
        case when deviation_of_positions > 0 and customers > 2 then skewness end as skewness,
        cast(zeros as double) / customers as zero_share,
        cast(outliers as double) / customers as outlier_share
    from moments
)

select * from feature_summary
order by {{ grain }}
