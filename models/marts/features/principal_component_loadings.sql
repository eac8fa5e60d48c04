with components as (select * from {{ ref('seg_principal_components') }}),

principal_component_loadings as (
    select
        segmentation,
        population,
        component,
        feature,
        loading,
        centre,
        scale
    from components
    where {{ is_of_this_run('segmentation') }}
)

select * from principal_component_loadings
order by segmentation, population, component, feature
