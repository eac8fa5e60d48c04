-- The same customers, and the same segments and action for each.
select coalesce(customers.customer_id, crm.customer_id) as customer_id
from {{ ref('customers') }} as customers
full outer join {{ ref('crm') }} as crm
    on customers.customer_id = crm.customer_id
where
    customers.customer_id is null
    or crm.customer_id is null
    or customers.campaign_segment is distinct from crm.campaign_segment
    or customers.campaign_action is distinct from crm.campaign_action
    {% for column in run_settings().segment_columns.values() %}
        or customers.{{ column }} is distinct from crm.{{ column }}
    {% endfor %}
