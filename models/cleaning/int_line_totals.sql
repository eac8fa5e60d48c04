with invoice_lines as (select * from {{ ref('int_invoice_lines_classified') }}),

line_totals as (
    select
        disposition,
        reason,
        count(*) as lines,
        cast(sum(coalesce(quantity, 0)) as bigint) as quantity,
        cast(sum(coalesce(amount, 0)) as {{ type_money() }}) as amount,
        cast(sum(matched_amount) as {{ type_money() }}) as matched_amount,
        cast(median(amount) as double) as median_amount
    from invoice_lines
    group by disposition, reason
)

select * from line_totals
