with parameters as (select * from {{ ref('seg_parameters') }}),

-- The table of the last fit may hold segmentations that this run has not.
segment_model_parameters as (
    select
        segmentation,
        population,
        parameter,
        segment_id,
        component,
        feature,
        transform,
        value,
        model_version,
        cast(fitted_as_of as date) as fitted_as_of,
        fitted_customers,
        scoring_agreement
    from parameters
    where {{ is_of_this_run('segmentation') }}
)

select * from segment_model_parameters
order by segmentation, population, parameter, segment_id, component, feature
