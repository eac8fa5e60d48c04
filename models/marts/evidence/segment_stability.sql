with stability as (select * from {{ ref('seg_stability') }}),

names as (select * from {{ ref('seg_names') }}),

segment_stability as (
    select
        stability.segmentation,
        stability.population,
        stability.segment_id,
        names.segment_name,
        stability.jaccard_mean,
        stability.jaccard_5th_percentile,
        stability.dissolved,
        stability.bootstraps,
        stability.customers_resampled
    from stability
    left join names
        on
            stability.segmentation = names.segmentation
            and stability.population = names.population
            and stability.segment_id = names.segment_id
    where {{ is_of_this_run('stability.segmentation') }}
)

select * from segment_stability
order by segmentation, population, segment_id
