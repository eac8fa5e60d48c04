{% set p5, p25 = element('percentiles', 1), element('percentiles', 2) %}
{% set p50, p75 = element('percentiles', 3), element('percentiles', 4) %}
{% set p95 = element('percentiles', 5) %}

with members as (select * from {{ ref('seg_members') }}),

-- Sums of decimals, so that the order of the rows cannot change the last digits of what follows.
-- Feature by feature: all percentiles at once would hold every value of every feature in memory.
segments as (
    {% for feature in run_settings().features %}
        select
            as_of_date,
            segmentation,
            population,
            segment_id,
            count(*) as customers,
            '{{ feature }}' as feature,
            count({{ feature }}) as known,
            sum(cast({{ feature }} as {{ type_money() }})) as total,
            {{ percentiles(feature, [5, 25, 50, 75, 95]) }} as percentiles,
            sum({{ feature }}_position) as positions,
            sum({{ feature }}_position * {{ feature }}_position) as squares
        from members
        group by as_of_date, segmentation, population, segment_id
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- What is true of a population follows from the sums of its segments: customers are read once.
-- A difference in standard deviations is the same in positions as in the feature.
segment_features as (
    select
        as_of_date,
        segmentation,
        population,
        segment_id,
        feature,
        customers,
        {{ exact_ratio('customers', 'sum(customers) over population') }} as customer_share,
        cast(total as {{ type_money() }}) as total,
        {{ exact_ratio('total', 'cast(sum(total) over population as double)') }} as share_of_total,
        {{ exact_ratio('total', 'known') }} as mean,
        -- Of equal values, an interpolated one may lie beside them by the last digit.
        least({{ p5 }}, {{ p25 }}, {{ p50 }}) as percentile_5,
        least({{ p25 }}, {{ p50 }}) as lower_quartile,
        {{ p50 }} as median,
        greatest({{ p50 }}, {{ p75 }}) as upper_quartile,
        greatest({{ p50 }}, {{ p75 }}, {{ p95 }}) as percentile_95,
        {{ exact_ratio('sum(total) over population', 'sum(known) over population') }}
            as overall_mean,
        (
            {{ exact_ratio('positions', 'known') }}
            - {{ exact_ratio('sum(positions) over population', 'sum(known) over population') }}
        ) / nullif(
            {{ exact_deviation(
                'sum(known) over population',
                'sum(positions) over population',
                'sum(squares) over population',
            ) }}, 0
        ) as standardised_difference
    from segments
    window population as (partition by segmentation, population, feature)
)

select * from segment_features
