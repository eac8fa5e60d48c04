{% set features = segmentation_features() %}
{% set shares = {
    'percentile_5': 0.05, 'lower_quartile': 0.25, 'median': 0.5, 'upper_quartile': 0.75,
    'percentile_95': 0.95,
} %}

with members as (select * from {{ ref('seg_members') }}),

campaign_mixes as (select * from {{ ref('seg_campaign_mix') }}),

segments as (
    select
        as_of_date,
        segmentation,
        population,
        segment_id,
        count(*) as customers,
        cast(coalesce(sum(monetary), 0) as {{ type_money() }}) as revenue,
        {% for feature in features %}
            {{ exact_mean(feature) }} as mean_{{ feature }},
            {{ percentiles(feature, shares.values() | list) }} as percentiles_{{ feature }},
            {{ mean_position(feature ~ '_position') }}
                as position_{{ feature }}{{ ',' if not loop.last }}
        {% endfor %}
    from members
    group by as_of_date, segmentation, population, segment_id
),

populations as (
    select
        segmentation,
        population,
        count(*) as customers,
        cast(coalesce(sum(monetary), 0) as {{ type_money() }}) as revenue,
        {% for feature in features %}
            {{ exact_mean(feature) }} as mean_{{ feature }},
            {{ mean_position(feature ~ '_position') }} as position_{{ feature }},
            {{ deviation_of_positions(feature ~ '_position') }}
                as deviation_{{ feature }}{{ ',' if not loop.last }}
        {% endfor %}
    from members
    group by segmentation, population
),

profiles as (
    select
        segments.as_of_date,
        segments.segmentation,
        segments.population,
        segments.segment_id,
        segments.customers,
        segments.customers / cast(populations.customers as double) as customer_share,
        segments.revenue,
        cast(segments.revenue as double) / nullif(cast(populations.revenue as double), 0)
            as revenue_share,
        campaign_mixes.campaign_mix,
        {% for feature in features %}
            segments.mean_{{ feature }},
            {% for percentile in shares %}
                {{ element('segments.percentiles_' ~ feature, loop.index) }}
                    as {{ percentile }}_{{ feature }},
            {% endfor %}
            populations.mean_{{ feature }} as overall_mean_{{ feature }},
            (segments.position_{{ feature }} - populations.position_{{ feature }})
            / nullif(populations.deviation_{{ feature }}, 0)
                as difference_{{ feature }}{{ ',' if not loop.last }}
        {% endfor %}
    from segments
    inner join populations
        on
            segments.segmentation = populations.segmentation
            and segments.population = populations.population
    inner join campaign_mixes
        on
            segments.segmentation = campaign_mixes.segmentation
            and segments.population = campaign_mixes.population
            and segments.segment_id = campaign_mixes.segment_id
)

select * from profiles
