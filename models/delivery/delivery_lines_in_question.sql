with invoice_lines as (
    select
        *,
        -- Units or money taken back, but not the loss of both: units of nothing are no refund.
        (quantity < 0 and amount != 0) or amount < 0 as is_negative,
        quantity > 0 and amount = 0 as is_free
    from {{ ref('int_invoice_lines_classified') }}
    where reason in ('quantity_not_positive', 'price_not_positive')
),

customers_with_orders as (select distinct customer_id from {{ ref('int_orders') }}),

duplicate_lines as (select count(*) as duplicate_lines from {{ ref('int_duplicate_lines') }}),

excluded_lines as (
    select
        count(case when invoice_lines.is_negative then 1 end) as negative_lines,
        cast(
            coalesce(sum(case when invoice_lines.is_negative then invoice_lines.amount end), 0)
            as {{ type_money() }}
        ) as negative_amount,
        count(
            distinct case
                when invoice_lines.is_free and customers_with_orders.customer_id is null
                    then invoice_lines.customer_id
            end
        ) as customers_of_free_lines
    from invoice_lines
    left join customers_with_orders on invoice_lines.customer_id = customers_with_orders.customer_id
),

lines_in_question as (
    select
        duplicate_lines.*,
        excluded_lines.*
    from duplicate_lines
    cross join excluded_lines
)

select * from lines_in_question
