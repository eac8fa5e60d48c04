with line_totals as (select * from {{ ref('int_line_totals') }}),

-- The amount of a refund is negative: what is left is what no purchase was found for.
invoice_line_ledger as (
    select
        disposition,
        reason,
        lines,
        cast(lines as double) / sum(lines) over () as line_share,
        quantity,
        amount,
        matched_amount,
        case
            when reason like 'cancellation%'
                then cast(0 - amount - matched_amount as {{ type_money() }})
        end as unmatched_amount
    from line_totals
)

select * from invoice_line_ledger
order by disposition, reason
