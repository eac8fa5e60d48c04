{% set of_counts = [
    'segmentation', 'population', 'clusters', 'inertia', 'silhouette', 'calinski_harabasz',
    'davies_bouldin', 'border_density', 'border_density_without_groups', 'smallest_share',
    'is_chosen', 'chosen_by', 'has_structure', 'reason',
] %}
{% set costly = ['gap_statistic', 'gap_error', 'prediction_strength', 'stability', 'votes'] %}

with cluster_counts as ({{ of_this_fit(ref('seg_cluster_counts')) }}),

fitted as (
    select
        cluster_counts.{{ of_counts | join(', cluster_counts.') }},
        costly_scores.{{ costly | join(', costly_scores.') }}
    from cluster_counts
    left join {{ ref('seg_costly_scores') }} as costly_scores
        on
            cluster_counts.segmentation = costly_scores.segmentation
            and cluster_counts.population = costly_scores.population
            and cluster_counts.clusters = costly_scores.clusters
),

-- Of models that stay, the evidence of their fit.
kept as ({{ kept_from_last('cluster_count_choice') }}),

cluster_count_choice as (
    select {{ (of_counts + costly) | join(', ') }} from fitted
    union all
    select {{ (of_counts + costly) | join(', ') }} from kept
)

select * from cluster_count_choice
order by segmentation, population, clusters
