{% set columns = [
    'segmentation', 'population', 'algorithm', 'is_chosen', 'clusters', 'sizes', 'noise_share',
    'silhouette', 'calinski_harabasz', 'davies_bouldin', 'stability', 'agreement', 'tree_accuracy',
    'scoring_agreement', 'customers',
] | join(', ') %}

-- Of models that stay, the evidence of their fit.
with fitted as ({{ of_this_fit(ref('seg_algorithm_comparison')) }}),

kept as ({{ kept_from_last('algorithm_comparison') }}),

algorithm_comparison as (
    select {{ columns }} from fitted
    union all
    select {{ columns }} from kept
)

select * from algorithm_comparison
order by segmentation, population, algorithm
