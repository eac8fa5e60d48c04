with customers as (select * from {{ ref('customers') }}),

-- Only what a CRM acts on: numbers about customers stay in the warehouse.
crm as (
    select
        customer_id,
        as_of_date,
        campaign_segment,
        campaign_action,
        {% for column in run_settings().segment_columns.values() %}
            {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from customers
)

select * from crm
order by customer_id
