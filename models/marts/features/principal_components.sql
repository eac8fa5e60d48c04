with components as (select * from {{ ref('seg_principal_components') }}),

-- Every feature of a component repeats what is true of the component.
principal_components as (
    select
        segmentation,
        population,
        component,
        max(explained_variance) as explained_variance,
        max(explained_share) as explained_share
    from components
    where {{ is_of_this_run('segmentation') }}
    group by segmentation, population, component
)

select * from principal_components
order by segmentation, population, component
