with parameters as (

    select * from {{ ref('seg_parameters') }}

),

segment_model_parameters as (

    select
        segmentation,
        population,
        parameter,
        segment_id,
        feature,
        transform,
        value,
        model_version,
        cast(fitted_as_of as date) as fitted_as_of,
        fitted_customers
    from parameters

)

select * from segment_model_parameters
order by segmentation, population, parameter, segment_id, feature
