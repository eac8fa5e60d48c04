-- The model that scores each population: that of this build, or else the last one.
with refits as (select * from {{ ref('seg_refits') }}),

fits as ({{ of_this_fit(ref('seg_parameters')) }}),

-- A population without customers today keeps its model, and so does one of a version that did not
-- say which model is current.
kept as (
    select parameters.*
    from {{ source('memory', 'segment_model_parameters') }} as parameters
    left join refits
        on
            parameters.segmentation = refits.segmentation
            and parameters.population = refits.population
    where
        coalesce(parameters.is_current, true)
        and refits.fit_reason is null
        and {{ is_of_this_run('parameters.segmentation') }}
),

{% set columns = [
    'segmentation', 'population', 'parameter', 'segment_id', 'component', 'feature', 'transform',
    'value', 'model_version', 'fitted_customers', 'scoring_agreement',
] %}
model_parameters as (
    {% for relation in ['fits', 'kept'] %}
        select
            {{ columns | join(', ') }},
            cast(fitted_as_of as date) as fitted_as_of
        from {{ relation }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from model_parameters
