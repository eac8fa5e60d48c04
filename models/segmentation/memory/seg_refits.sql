-- Which populations of today need a fit, and why.
with settings as (select * from {{ ref('seg_settings') }}),

last_models as (
    select * from {{ source('memory', 'segment_models') }}
    where status = 'current'
),

populations as (
    select
        segmentation,
        population,
        max(as_of_date) as as_of_date
    from {{ ref('seg_populations') }}
    where population is not null
    group by segmentation, population
),

compared as (
    select
        populations.segmentation,
        populations.population,
        last_models.model_version as last_model_version,
        last_models.features = settings.features
        and last_models.components = settings.components as is_comparable,
        -- What a version had that kept no settings is told by its features.
        coalesce(
            last_models.settings <> settings.fit_settings,
            last_models.features <> settings.features
        ) as has_changed,
        {{ dbt.datediff('last_models.fitted_as_of', 'populations.as_of_date', 'day') }}
            as model_age
    from populations
    inner join settings on populations.segmentation = settings.segmentation
    left join last_models
        on
            populations.segmentation = last_models.segmentation
            and populations.population = last_models.population
),

refits as (
    select
        segmentation,
        population,
        last_model_version,
        coalesce(is_comparable, false) as is_comparable,
        {% if refit() == 'never' %}
            cast(null as {{ dbt.type_string() }}) as fit_reason
        {% else %}
            case
                when '{{ refit() }}' = 'always' then 'Each build fits anew (refit: always).'
                when last_model_version is null then 'There was no model.'
                when has_changed then 'The settings have changed.'
                when model_age < 0 then 'The last model was fitted on later data.'
                when model_age >= {{ var('refit_after_days') }}
                    then {{ sentence_of('The last model was {model_age} days old.') }}
            end as fit_reason
        {% endif %}
    from compared
)

select * from refits
