-- The same customers, and the same segment for each.
select coalesce(customers.customer_id, crm.customer_id) as customer_id
from {{ ref('customers') }} as customers
full outer join {{ ref('crm') }} as crm
    on customers.customer_id = crm.customer_id
where
    customers.customer_id is null
    or crm.customer_id is null
    or customers.rfm_segment is distinct from crm.rfm_segment
    {% for name in all_segmentations() %}
        or customers.{{ segment_column(name) }} is distinct from crm.{{ segment_column(name) }}
    {% endfor %}
