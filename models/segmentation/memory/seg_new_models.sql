-- The models that were fitted in this build.
with fits as (
    select
        segmentation,
        population,
        model_version,
        max(cast(fitted_as_of as date)) as fitted_as_of,
        max(fitted_customers) as customers,
        cast(count(distinct segment_id) as integer) as segments
    from ({{ of_this_fit(ref('seg_parameters')) }}) as parameters
    group by segmentation, population, model_version
),

scores as (
    select scores.*
    from {{ ref('seg_scores') }} as scores
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on scores.as_of_date = as_of_dates.as_of_date
    where as_of_dates.is_current and scores.model_role = 'current'
),

inertias as (
    select
        segmentation,
        population,
        {{ exact_mean('distance * distance') }} as inertia_per_customer
    from scores
    group by segmentation, population
),

new_models as (
    select
        fits.segmentation,
        fits.population,
        fits.model_version,
        fits.fitted_as_of,
        cast('{{ run_started_at.strftime('%Y-%m-%d %H:%M:%S') }}' as {{ type_moment() }})
            as fitted_at,
        fits.customers,
        fits.segments,
        configured.algorithm,
        configured.features,
        configured.components,
        configured.fit_settings as settings,
        inertias.inertia_per_customer,
        refits.fit_reason,
        refits.last_model_version,
        refits.is_comparable
    from fits
    inner join {{ ref('seg_settings') }} as configured
        on fits.segmentation = configured.segmentation
    inner join {{ ref('seg_refits') }} as refits
        on fits.segmentation = refits.segmentation and fits.population = refits.population
    left join inertias
        on
            fits.segmentation = inertias.segmentation
            and fits.population = inertias.population
)

select * from new_models
