{% set percents = {
    'percentile_5': 5, 'lower_quartile': 25, 'median': 50, 'upper_quartile': 75,
    'percentile_95': 95,
} %}

with members as (select * from {{ ref('seg_members') }}),

-- Sums of decimals, so that the order of the rows cannot change the last digits of what follows.
segments as (
    {% for feature in segmentation_features() %}
        select
            as_of_date,
            segmentation,
            population,
            segment_id,
            '{{ feature }}' as feature,
            count(*) as customers,
            count({{ feature }}) as known,
            sum(cast({{ feature }} as {{ type_money() }})) as total,
            {{ percentiles(feature, percents.values()) }} as percentiles,
            sum({{ feature }}_position) as positions,
            sum({{ feature }}_position * {{ feature }}_position) as squares
        from members
        group by as_of_date, segmentation, population, segment_id
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- From the sums of the segments, so that the customers are read once.
populations as (
    select
        segmentation,
        population,
        feature,
        sum(customers) as customers,
        sum(known) as known,
        sum(total) as total,
        sum(positions) as positions,
        sum(squares) as squares
    from segments
    group by segmentation, population, feature
),

segment_features as (
    select
        segments.as_of_date,
        segments.segmentation,
        segments.population,
        segments.segment_id,
        segments.feature,
        segments.customers,
        {{ exact_ratio('segments.customers', 'populations.customers') }} as customer_share,
        cast(segments.total as {{ type_money() }}) as total,
        {{ exact_ratio('segments.total', 'cast(populations.total as double)') }} as share_of_total,
        {{ exact_ratio('segments.total', 'segments.known') }} as mean,
        {% for percentile in percents %}
            {{ element('segments.percentiles', loop.index) }} as {{ percentile }},
        {% endfor %}
        {{ exact_ratio('populations.total', 'populations.known') }} as overall_mean,
        -- A difference in standard deviations is the same in positions as in the feature.
        (
            {{ exact_ratio('segments.positions', 'segments.known') }}
            - {{ exact_ratio('populations.positions', 'populations.known') }}
        ) / nullif(
            {{ exact_deviation(
                'populations.known', 'populations.positions', 'populations.squares'
            ) }}, 0
        ) as standardised_difference
    from segments
    inner join populations
        on
            segments.segmentation = populations.segmentation
            and segments.population = populations.population
            and segments.feature = populations.feature
)

select * from segment_features
