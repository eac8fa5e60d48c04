with refused_checks as (
    select count(*) as refused
    from {{ ref('delivery_checks') }}
    where verdict = 'refused'
),

orders as (
    select max(order_date) as last_order_date
    from {{ ref('int_orders') }}
),

customers as (
    select max(registered_date) as last_registered_date
    from {{ ref('int_customers') }}
),

-- Customers without orders are as of the day after the last registration.
last_dates as (
    select coalesce(orders.last_order_date, customers.last_registered_date) as last_date
    from orders
    cross join customers
),

current_dates as (
    select
        {% if var('as_of_date') == 'latest' %}
            cast({{ dbt.dateadd('day', 1, 'last_date') }} as date) as as_of_date
        {% else %}
            cast('{{ var("as_of_date") }}' as date) as as_of_date
        {% endif %}
    from last_dates
),

-- A month ends at the midnight that begins the next one; the last one lies before the current
-- date.
dates as (
    {% for months_ago in range([var('history_months') | int, 120] | min) %}
        select
            cast(
                {{ dbt.dateadd(
                    'month', -months_ago,
                    dbt.date_trunc('month', dbt.dateadd('day', -1, 'as_of_date'))
                ) }} as date
            ) as as_of_date
        from current_dates
        union all
    {% endfor %}
    select as_of_date
    from current_dates
),

as_of_dates as (
    select
        dates.as_of_date,
        dates.as_of_date = current_dates.as_of_date as is_current
    from dates
    cross join current_dates
    cross join refused_checks
    -- A delivery that is refused has no features.
    where refused_checks.refused = 0
)

select * from as_of_dates
