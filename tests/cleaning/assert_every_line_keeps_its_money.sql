-- raw = clean + excluded + rejected, in lines, units and money.
with raw_lines as (

    select
        count(*) as lines,
        sum(quantity) as quantity,
        sum(quantity * unit_price) as amount
    from {{ ref('stg_invoice_lines') }}

),

classified_lines as (

    select
        count(*) as lines,
        sum(quantity) as quantity,
        sum(amount) as amount
    from {{ ref('int_invoice_lines_classified') }}
    where disposition in ('clean', 'excluded', 'rejected')

)

select
    raw_lines.lines as raw_lines,
    classified_lines.lines as classified_lines
from raw_lines
cross join classified_lines
where
    raw_lines.lines != classified_lines.lines
    or raw_lines.quantity is distinct from classified_lines.quantity
    or raw_lines.amount is distinct from classified_lines.amount
