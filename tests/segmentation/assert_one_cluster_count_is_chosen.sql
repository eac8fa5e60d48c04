select
    segmentation,
    population
from {{ ref('seg_cluster_counts') }}
group by segmentation, population
having sum(case when is_chosen then 1 else 0 end) != 1
