{% set columns = [
    'segmentation', 'population', 'model_version', 'fitted_as_of', 'fitted_at', 'customers',
    'segments', 'algorithm', 'features', 'components', 'settings', 'inertia_per_customer',
    'fit_reason'] | join(', ') %}

-- A model that this build replaced is retired. One that was fitted again, bit by bit, is the same.
with recalled as (
    select
        models.*,
        case when new_models.model_version is null then models.status else 'retired' end
            as status_now
    from {{ source('memory', 'segment_models') }} as models
    left join {{ ref('seg_new_models') }} as new_models
        on models.segmentation = new_models.segmentation
            and models.population = new_models.population
    where models.model_version <> coalesce(new_models.model_version, '')
        and {{ is_of_this_run('models.segmentation') }}
),

in_order as (
    select
        *,
        row_number() over newest_first as place
    from (
        select {{ columns }}, 'current' as status from {{ ref('seg_new_models') }}
        union all
        select {{ columns }}, status_now as status from recalled
    ) as all_models
    window newest_first as (
        partition by segmentation, population order by status asc, fitted_as_of desc, fitted_at desc
    )
),

segment_models as (
    select {{ columns }}, status from in_order
    where place <= {{ var('models_keep') }}
)

select * from segment_models
order by segmentation asc, population asc, status asc, fitted_as_of desc, model_version asc
