-- A hook says, while the build runs, what deserves attention here.
with delivery_checks as (
    select
        check_name,
        verdict,
        value,
        tolerated,
        sentence
    from {{ ref('delivery_checks') }}
),

segment_profiles as (select * from {{ ref('segment_profiles') }}),

smallest_shares as (
    {% for segmentation, settings in segmentations().items() %}
        select
            '{{ segmentation }}' as segmentation,
            {{ settings.smallest_share }} as smallest_share
        union all
    {% endfor %}
    select
        null as segmentation,
        null as smallest_share
    where false
),

-- A segment may be smaller than auto would have made it: with a fixed number of clusters, or
-- today instead of on the day of the fit.
small_segments as (
    select
        smallest_shares.segmentation,
        smallest_shares.smallest_share,
        count(segment_profiles.segment_id) as segments,
        {{ dbt.listagg(
            "segment_profiles.segment_name
            || case when segment_profiles.population = 'all' then ''
                else ' (' || replace(segment_profiles.population, '_', ' ') || ')' end",
            "', '",
            "order by segment_profiles.population, segment_profiles.segment_id",
        ) }} as segment_names
    from smallest_shares
    left join segment_profiles
        on
            smallest_shares.segmentation = segment_profiles.segmentation
            and smallest_shares.smallest_share > segment_profiles.customer_share
    group by smallest_shares.segmentation, smallest_shares.smallest_share
),

segment_checks as (
    select
        'small_segments_' || segmentation as check_name,
        case when segments > 0 then 'warned' else 'passed' end as verdict,
        cast(segments as double) as value,
        cast(null as double) as tolerated,
        case
            when segments > 0
                then {{ sentence_of(
                    'In {segmentation}, segments with less than'
                    ~ ' {round(100.0 * smallest_share, 2)} % of their population: {segment_names}'
                ) }}
        end as sentence
    from small_segments
),

build_checks as (
    select * from delivery_checks
    union all
    select * from segment_checks
)

select * from build_checks
order by check_name
