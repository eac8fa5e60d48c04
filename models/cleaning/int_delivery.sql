with raw_lines as (
    select
        count(*) as lines_read,
        count(
            case
                when
                    unreadable_field is distinct from 'every_field'
                    and is_filtered_out is distinct from true
                    then 1
            end
        ) as invoice_lines,
        cast(sum(coalesce(amount, 0)) as {{ type_money() }}) as invoice_amount
    from {{ ref('stg_invoice_lines') }}
),

totals as (
    select
        cast(coalesce(sum(lines), 0) as bigint) as accounted_lines,
        coalesce(sum(amount), 0) as accounted_amount,
        cast(coalesce(sum(case when disposition = 'rejected' then lines end), 0) as bigint)
            as rejected_lines,
        cast(coalesce(sum(case when reason = 'no_customer' then lines end), 0) as bigint)
            as lines_without_customer,
        max(case when reason = 'purchase' then median_amount end) as typical_line_value
    from {{ ref('int_line_totals') }}
),

lines_in_question as (
    select
        duplicate_lines,
        negative_lines,
        negative_amount,
        customers_of_free_lines
    from {{ ref('int_lines_in_question') }}
),

raw_customers as (
    select
        count(case when unreadable_field is distinct from 'every_field' then 1 end)
            as customer_lines,
        count(case when unreadable_field in ('customer_id', 'line') then 1 end)
            as rejected_customers,
        count(customer_id) - count(distinct customer_id) as repeated_customers,
        count(case when unreadable_attributes != '' then 1 end) as customers_not_fully_read,
        {{ counted_attributes('unreadable_attributes') }} as unreadable_attributes
    from {{ ref('stg_customers') }}
),

customers as (
    select
        count(*) - count(distinct lower(customer_id)) as ids_that_differ_by_case,
        count(*) - count(distinct regexp_replace(customer_id, '^0+', ''))
            as ids_that_differ_by_zeros,
        sum(has_order) as customers_with_orders,
        sum(has_attributes) as customers_with_attributes,
        sum(has_order * has_attributes) as customers_with_both
    from {{ ref('int_customer_ids') }}
),

orders as (
    select max(order_date) as last_order_date
    from {{ ref('int_orders') }}
),

delivery as (
    select
        raw_lines.*,
        totals.*,
        lines_in_question.*,
        raw_customers.*,
        customers.*,
        orders.*,
        {{ is_sample() | lower }} as is_sample
    from raw_lines
    cross join totals
    cross join lines_in_question
    cross join raw_customers
    cross join customers
    cross join orders
)

select * from delivery
