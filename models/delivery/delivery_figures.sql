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

lines_in_question as (select * from {{ ref('delivery_lines_in_question') }}),

customer_figures as (select * from {{ ref('delivery_customer_figures') }}),

orders as (
    select max(order_date) as last_order_date
    from {{ ref('int_orders') }}
),

delivery as (
    select
        raw_lines.*,
        totals.*,
        lines_in_question.duplicate_lines,
        lines_in_question.negative_lines,
        lines_in_question.negative_amount,
        lines_in_question.customers_of_free_lines,
        customer_figures.customer_lines,
        customer_figures.rejected_customers,
        customer_figures.repeated_customers,
        customer_figures.customers_not_fully_read,
        customer_figures.unreadable_attributes,
        customer_figures.ids_that_differ_by_case,
        customer_figures.ids_that_differ_by_zeros,
        customer_figures.customers_with_orders,
        customer_figures.customers_with_attributes,
        customer_figures.customers_with_both,
        orders.*,
        {{ is_sample() | lower }} as is_sample
    from raw_lines
    cross join totals
    cross join lines_in_question
    cross join customer_figures
    cross join orders
)

select * from delivery
