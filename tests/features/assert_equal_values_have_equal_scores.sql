{% for measure in ['recency', 'frequency', 'monetary'] %}
select
    as_of_date,
    '{{ measure }}' as measure,
    count(distinct {{ measure }}_score) as scores
from {{ ref('feat_customers') }}
group by as_of_date, {{ measure }}
having count(distinct {{ measure }}_score) > 1
{{ 'union all' if not loop.last }}
{% endfor %}
