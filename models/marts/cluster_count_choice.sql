with cluster_counts as (

    select * from {{ ref('seg_cluster_counts') }}

),

cluster_count_choice as (

    select
        segmentation,
        population,
        clusters,
        inertia,
        silhouette,
        calinski_harabasz,
        davies_bouldin,
        smallest_share,
        votes,
        is_chosen,
        reason
    from cluster_counts

)

select * from cluster_count_choice
order by segmentation, population, clusters
