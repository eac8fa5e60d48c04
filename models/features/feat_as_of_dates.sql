{% set current_month = dbt.date_trunc('month', dbt.dateadd('day', -1, 'as_of_date')) %}

with orders as (select max(order_date) as last_date from {{ ref('int_orders') }}),

customers as (select max(registered_date) as last_date from {{ ref('int_customers') }}),

refused_checks as (
    select count(*) as refused
    from {{ ref('delivery_checks') }}
    where verdict = 'refused'
),

-- Customers without orders are as of the day after the last registration. A delivery that is
-- refused has no features.
current_dates as (
    select
        {% if var('as_of_date') == 'latest' %}
            cast(
                {{ dbt.dateadd('day', 1, 'coalesce(orders.last_date, customers.last_date)') }}
                as date
            ) as as_of_date
        {% else %}
            cast('{{ var("as_of_date") }}' as date) as as_of_date
        {% endif %}
    from orders
    cross join customers
    cross join refused_checks
    where refused_checks.refused = 0
),

-- A month ends at the midnight that begins the next one, and the last one before the current date.
as_of_dates as (
    {% for months_ago in range([var('history_months') | int, 120] | min) %}
        select
            cast({{ dbt.dateadd('month', -months_ago, current_month) }} as date) as as_of_date,
            false as is_current
        from current_dates
        union all
    {% endfor %}
    select
        as_of_date,
        true as is_current
    from current_dates
)

select * from as_of_dates
