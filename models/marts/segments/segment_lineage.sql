{% set columns = [
    'segmentation', 'population', 'as_of_date', 'last_model_version', 'model_version',
    'last_segment_id', 'last_segment_name', 'segment_id', 'segment_name', 'customers_before',
    'customers_now', 'customers_in_both', 'jaccard', 'verdict',
] | join(', ') %}

with new_models as (select * from {{ ref('seg_new_models') }}),

now as (
    select * from {{ ref('seg_known_segments') }}
    where status = 'current'
),

before as (
    select * from {{ source('memory', 'segment_registry') }}
    where status = 'current'
),

identities as (
    select
        coalesce(now.segmentation, before.segmentation) as segmentation,
        coalesce(now.population, before.population) as population,
        coalesce(now.segment_id, before.segment_id) as id,
        now.segment_id is not null as is_now,
        before.segment_id is not null as is_before
    from now
    full outer join before on {{ same_segment('now', 'before', 'segment_id') }}
),

-- A new segment is told by where most of it was, and one that is gone by where most of it went.
new_lineage as (
    select
        models.segmentation,
        models.population,
        models.fitted_as_of as as_of_date,
        models.last_model_version,
        models.model_version,
        case when ids.is_before then ids.id else pairs.last_segment_id end as last_segment_id,
        case when ids.is_now then ids.id else pairs.segment_id end as segment_id,
        pairs.customers_before,
        pairs.customers_now,
        pairs.customers_in_both,
        pairs.jaccard,
        ids.is_now,
        ids.is_before
    from new_models as models
    inner join identities as ids
        on models.segmentation = ids.segmentation and models.population = ids.population
            and models.last_model_version <> models.model_version
    left join {{ ref('seg_overlaps') }} as pairs
        on
            models.segmentation = pairs.segmentation
            and models.population = pairs.population
            and case when ids.is_now then ids.id = pairs.segment_id else pairs.place_now = 1 end
            and case
                when ids.is_before then ids.id = pairs.last_segment_id else pairs.place_before = 1
            end
),

named as (
    select
        lineage.*,
        before.segment_name as last_segment_name,
        now.segment_name
    from new_lineage as lineage
    left join before on {{ same_segment('lineage', 'before', 'last_segment_id') }}
    left join now on {{ same_segment('lineage', 'now', 'segment_id') }}
),

segment_lineage as (
    select {{ columns.replace('verdict', lineage_verdict() ~ ' as verdict') }} from named
    union all
    select {{ columns }} from {{ source('memory', 'segment_lineage') }}
    where {{ is_of_this_run('segmentation') }}
)

select * from segment_lineage
order by segmentation, population, as_of_date, model_version, segment_id, last_segment_id
