{% set day_after = dbt.dateadd('day', 1, 'coalesce(orders.last_date, customers.last_date)') %}
{% set current_month = dbt.date_trunc('month', dbt.dateadd('day', -1, 'as_of_date')) %}

with orders as (select max(order_date) as last_date from {{ ref('int_orders') }}),

customers as (select max(registered_date) as last_date from {{ ref('int_customers') }}),

refused_checks as (
    select * from {{ ref('delivery_checks') }}
    where verdict = 'refused'
),

-- Without orders, the day after the last registration; without either, a hook stops the build. A
-- delivery that is refused has no features.
current_dates as (
    select
        cast(
            {{ day_after if var('as_of_date') == 'latest' else literal(var('as_of_date')) }} as date
        ) as as_of_date
    from orders
    cross join customers
    where not exists (select 1 from refused_checks)
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
