with cluster_counts as (select * from {{ ref('seg_cluster_counts') }}),

costly_scores as (select * from {{ ref('seg_costly_scores') }}),

cluster_count_choice as (
    select
        cluster_counts.segmentation,
        cluster_counts.population,
        cluster_counts.clusters,
        cluster_counts.inertia,
        cluster_counts.silhouette,
        cluster_counts.calinski_harabasz,
        cluster_counts.davies_bouldin,
        cluster_counts.border_density,
        cluster_counts.border_density_without_groups,
        costly_scores.gap_statistic,
        costly_scores.gap_error,
        costly_scores.prediction_strength,
        costly_scores.stability,
        cluster_counts.smallest_share,
        costly_scores.votes,
        cluster_counts.is_chosen,
        cluster_counts.chosen_by,
        cluster_counts.has_structure,
        cluster_counts.reason
    from cluster_counts
    left join costly_scores
        on
            cluster_counts.segmentation = costly_scores.segmentation
            and cluster_counts.population = costly_scores.population
            and cluster_counts.clusters = costly_scores.clusters
    where {{ is_of_this_run('cluster_counts.segmentation') }}
)

select * from cluster_count_choice
order by segmentation, population, clusters
