with features as (select * from {{ ref('seg_segment_features') }}),

names as (select * from {{ ref('seg_names') }}),

-- An index of 100 is the average customer of the population.
segment_features as (
    select
        features.as_of_date,
        features.segmentation,
        features.population,
        features.segment_id,
        names.segment_name,
        features.feature,
        features.mean,
        features.percentile_5,
        features.lower_quartile,
        features.median,
        features.upper_quartile,
        features.percentile_95,
        features.overall_mean,
        features.standardised_difference,
        100 * features.mean / nullif(features.overall_mean, 0) as index
    from features
    left join names
        on
            features.segmentation = names.segmentation
            and features.population = names.population
            and features.segment_id = names.segment_id
)

select * from segment_features
order by segmentation, population, segment_id, feature
