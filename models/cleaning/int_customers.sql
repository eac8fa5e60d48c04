{% set categories = run_settings().spending_categories %}
-- Of a customer in several lines, the earliest registration and the attributes of the first count.
with numbered as (
    select
        *,
        min(registered_date) over (partition by customer_id) as first_registered_date,
        row_number() over (partition by customer_id order by line_id) as line_of_customer
    from {{ ref('stg_customers') }}
    where customer_id is not null
),

deduplicated as (
    select
        customer_id,
        first_registered_date as registered_date,
        education,
        marital_status,
        birth_year,
        declared_recency,
        deal_purchases,
        web_purchases,
        catalogue_purchases,
        store_purchases,
        web_visits,
        complained,
        responded,
        income,
        coalesce(children, kids_at_home + teens_at_home, kids_at_home, teens_at_home) as children,
        -- Null only where nothing is known.
        cast(case
            when total_spending is not null then total_spending
            when coalesce({{ categories | join(', ') }}) is not null
                then coalesce({{ categories | join(', 0) + coalesce(') }}, 0)
        end as {{ type_money() }}) as total_spending
    from numbered
    where line_of_customer = 1
)

select * from deduplicated
