{% set columns = [
    'segmentation', 'population', 'parameter', 'segment_id', 'component', 'feature', 'transform',
    'value', 'model_version', 'fitted_as_of', 'fitted_customers', 'scoring_agreement',
] %}

-- Models that are no longer current are kept as long as segment_models has them.
with retired_models as (
    select * from {{ ref('segment_models') }}
    where status = 'retired'
),

retired as (
    select recalled.*
    from {{ source('memory', 'segment_model_parameters') }} as recalled
    inner join retired_models
        on
            recalled.segmentation = retired_models.segmentation
            and recalled.population = retired_models.population
            and recalled.model_version = retired_models.model_version
),

segment_model_parameters as (
    select {{ columns | join(', ') }}, true as is_current from {{ ref('seg_model_parameters') }}
    union all
    select {{ columns | join(', ') }}, false as is_current from retired
)

select * from segment_model_parameters
order by segmentation, population, model_version, parameter, segment_id, component, feature
