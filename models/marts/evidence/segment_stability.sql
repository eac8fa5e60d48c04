{% set columns = [
    'segmentation', 'population', 'segment_id', 'jaccard_mean', 'jaccard_5th_percentile',
    'dissolved', 'bootstraps', 'customers_resampled',
] | join(', ') %}

-- Of models that stay, the evidence of their fit.
with fitted as ({{ of_this_fit(ref('seg_stability')) }}),

kept as ({{ kept_from_last('segment_stability') }}),

stability as (
    select {{ columns }} from fitted
    union all
    select {{ columns }} from kept
),

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
)

select * from segment_stability
order by segmentation, population, segment_id
