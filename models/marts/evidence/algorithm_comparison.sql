with comparison as (select * from {{ ref('seg_algorithm_comparison') }}),

algorithm_comparison as (
    select
        segmentation,
        population,
        algorithm,
        is_chosen,
        clusters,
        sizes,
        noise_share,
        silhouette,
        calinski_harabasz,
        davies_bouldin,
        stability,
        agreement,
        tree_accuracy,
        scoring_agreement,
        customers
    from comparison
    where {{ is_of_this_run('segmentation') }}
)

select * from algorithm_comparison
order by segmentation, population, algorithm
