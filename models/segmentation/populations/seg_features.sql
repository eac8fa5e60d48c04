{% set order_columns = run_settings().order_features + [
    'first_order_date', 'last_order_date', 'recency_score', 'frequency_score', 'monetary_score',
    'rfm_segment', 'campaign_action',
] %}
{% set persona_columns = run_settings().persona_features + [
    'household', 'education_level', 'income_is_missing', 'implausible',
] %}

with customers as (
    select
        feat_customers.*,
        as_of_dates.is_current
    from {{ ref('feat_customers') }} as feat_customers
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on feat_customers.as_of_date = as_of_dates.as_of_date
),

personas as (select * from {{ ref('feat_personas') }}),

current_customers as (
    select * from customers
    where is_current
),

-- Attributes are known today only: at earlier dates there are orders and nothing else.
everything_known as (
    select
        as_of_date,
        customer_id,
        is_current,
        registered_date,
        {% for column in order_columns %}
            {{ column }},
        {% endfor %}
        {% for column in persona_columns %}
            null as {{ column }},
        {% endfor %}
        false as has_attributes
    from customers
    where not is_current
    union all
    select
        coalesce(current_customers.as_of_date, personas.as_of_date) as as_of_date,
        coalesce(current_customers.customer_id, personas.customer_id) as customer_id,
        true as is_current,
        coalesce(personas.registered_date, current_customers.registered_date)
            as registered_date,
        {% for column in order_columns %}
            current_customers.{{ column }},
        {% endfor %}
        {% for column in persona_columns %}
            personas.{{ column }},
        {% endfor %}
        coalesce(personas.has_attributes, false) as has_attributes
    from current_customers
    full outer join personas on current_customers.customer_id = personas.customer_id
),

-- Those who ordered before they registered have negative days, and are a group of their own.
features as (
    select
        *,
        case
            when days_to_first_order < 0 then 'pre_registration'
            when days_to_first_order >= 0 then 'normal'
        end as lifecycle_group
    from everything_known
)

select * from features
