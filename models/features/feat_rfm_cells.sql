-- A hook stops the build at a map that covers a cell never or twice, and names the cell.
with rfm_segments as (select * from {{ ref('rfm_segments') }}),

campaign_segments as (select * from {{ ref('campaign_segments') }}),

fifths as (
    {% for fifth in range(1, 6) %}
        select {{ fifth }} as fifth
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

silences as (
    {% for silence in ['active', 'usual', 'quiet'] %}
        select '{{ silence }}' as silence
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- One row per cell, whatever the map says: a wrong one copies no customer.
cells as (
    select
        recency.fifth as recency_score,
        frequency.fifth as frequency_score,
        monetary.fifth as monetary_score,
        count(rfm_segments.rfm_segment) as ranges,
        min(rfm_segments.rfm_segment) as rfm_segment
    from fifths as recency
    cross join fifths as frequency
    cross join fifths as monetary
    left join rfm_segments
        on
            recency.fifth between rfm_segments.recency_from and rfm_segments.recency_to
            and frequency.fifth between rfm_segments.frequency_from and rfm_segments.frequency_to
            and monetary.fifth between rfm_segments.monetary_from and rfm_segments.monetary_to
    group by recency.fifth, frequency.fifth, monetary.fifth
),

-- A name that the days of silence contradict gives way to the one that fits them.
named as (
    select
        cells.recency_score,
        cells.frequency_score,
        cells.monetary_score,
        cells.ranges,
        silences.silence,
        coalesce(
            case
                when silences.silence = 'active' then campaign_segments.when_active
                when silences.silence = 'quiet' then campaign_segments.when_quiet
            end,
            cells.rfm_segment
        ) as rfm_segment
    from cells
    cross join silences
    left join campaign_segments on cells.rfm_segment = campaign_segments.campaign_segment
),

-- The action is that of the name in the end, not of the one that gave way.
with_actions as (
    select
        named.*,
        campaign_segments.action as campaign_action
    from named
    left join campaign_segments on named.rfm_segment = campaign_segments.campaign_segment
)

select * from with_actions
