{% set order_columns = run_settings().order_features + [
    'first_order_date', 'last_order_date', 'recency_score', 'frequency_score', 'monetary_score',
    'rfm_segment', 'campaign_action',
] %}
{% set persona_columns = run_settings().persona_features + [
    'household', 'education_level', 'income_is_missing', 'implausible',
] %}

-- Two queries by name, not one CTE that is read twice: DuckDB would write that one down with every
-- column of every date for each model that reads this view.
with past_customers as (
    select feat_customers.*
    from {{ ref('feat_customers') }} as feat_customers
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on feat_customers.as_of_date = as_of_dates.as_of_date
    where not as_of_dates.is_current
),

current_customers as (
    select feat_customers.*
    from {{ ref('feat_customers') }} as feat_customers
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on feat_customers.as_of_date = as_of_dates.as_of_date
    where as_of_dates.is_current
),

personas as (select * from {{ ref('feat_personas') }}),

-- Attributes are known today only: at earlier dates there are orders and nothing else.
everything_known as (
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
    union all
    select
        as_of_date,
        customer_id,
        false as is_current,
        registered_date,
        {% for column in order_columns %}
            {{ column }},
        {% endfor %}
        {% for column in persona_columns %}
            null as {{ column }},
        {% endfor %}
        false as has_attributes
    from past_customers
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
