-- raw = clean + excluded + rejected, in lines, units and money.
with raw_lines as (
    select
        count(*) as lines,
        coalesce(sum(quantity), 0) as quantity,
        coalesce(sum(amount), 0) as amount
    from {{ ref('stg_invoice_lines') }}
),

ledger as (
    select
        coalesce(sum(lines), 0) as lines,
        coalesce(sum(quantity), 0) as quantity,
        coalesce(sum(amount), 0) as amount
    from {{ ref('invoice_line_ledger') }}
)

select
    raw_lines.lines as raw_lines,
    ledger.lines as ledger_lines
from raw_lines
cross join ledger
where
    raw_lines.lines is distinct from ledger.lines
    or raw_lines.quantity is distinct from ledger.quantity
    or raw_lines.amount is distinct from ledger.amount
