with cluster_counts as (select * from {{ ref('seg_cluster_counts') }}),

cluster_count_choice as (
    select
        segmentation,
        population,
        clusters,
        inertia,
        silhouette,
        calinski_harabasz,
        davies_bouldin,
        border_density,
        border_density_without_groups,
        gap_statistic,
        gap_error,
        prediction_strength,
        stability,
        smallest_share,
        votes,
        is_chosen,
        chosen_by,
        has_structure,
        reason
    from cluster_counts
    where {{ is_of_this_run('segmentation') }}
)

select * from cluster_count_choice
order by segmentation, population, clusters
