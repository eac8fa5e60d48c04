with invoice_lines as (

    select * from {{ ref('int_invoice_lines_classified') }}

),

invoice_line_ledger as (

    select
        disposition,
        reason,
        count(*) as lines,
        cast(sum(coalesce(quantity, 0)) as bigint) as quantity,
        cast(sum(coalesce(amount, 0)) as {{ type_money() }}) as amount,
        cast(sum(matched_amount) as {{ type_money() }}) as matched_amount,
        case
            when reason like 'cancellation%'
                then cast(-sum(amount) - sum(matched_amount) as {{ type_money() }})
        end as unmatched_amount
    from invoice_lines
    group by disposition, reason

)

select * from invoice_line_ledger
order by disposition, reason
