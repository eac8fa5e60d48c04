with purchases as (
    select
        line_id,
        amount - matched_amount as kept_amount
    from {{ ref('int_invoice_lines_classified') }}
    where amount > matched_amount
        and (disposition = 'clean' or reason = 'cancelled_by_later_refund')
),

totals as (
    select
        count(*) as purchase_lines,
        sum(kept_amount) as all_amount
    from purchases
),

-- What holds much of all money is among these; all else of a line is read for them only.
largest as (
    select * from purchases
    order by kept_amount desc, line_id asc
    limit 1000
),

ranked as (
    select
        lines.*,
        largest.kept_amount,
        totals.*,
        row_number() over from_the_largest as place,
        cast(totals.all_amount - sum(largest.kept_amount) over from_the_largest as double)
            as amount_of_smaller
    from largest
    inner join {{ ref('stg_invoice_lines') }} as lines on largest.line_id = lines.line_id
    cross join totals
    window from_the_largest as (order by largest.kept_amount desc, largest.line_id asc)
),

-- A line is compared with all that are worth no more: two absurd ones do not hide each other, but
-- where many stick out, the shop has two kinds of prices. Of fewer than 100 lines one may well hold
-- most, so that what the others hold counts for more.
judged as (
    select
        *,
        greatest(
            0,
            1 - amount_of_smaller / (amount_of_smaller + cast(kept_amount as double))
            * greatest(1, 10000.0 / ((purchase_lines - place + 1) * (purchase_lines - place + 1)))
        ) as line_share
    from ranked
    where purchase_lines > place and place <= greatest(3, 0.001 * purchase_lines)
),

outstanding as (
    select
        max(line_share) as line_share,
        max(case when line_share > {{ var('max_line_share') }} / 2 then place end) as large_lines,
        1 - min(case when line_share > {{ var('max_line_share') }} / 2 then amount_of_smaller end)
        / max(cast(all_amount as double)) as large_lines_share
    from judged
),

numbers as ({{ line_numbers('select * from ranked where place = 1') }}),

largest_line as (
    select
        outstanding.*,
        ranked.purchase_lines,
        ranked.source_file as largest_file,
        numbers.source_line as largest_line,
        ranked.invoice_number as largest_invoice,
        ranked.product_code as largest_product,
        ranked.quantity as largest_quantity,
        cast(ranked.unit_price as double) as largest_price,
        cast(ranked.amount as double) as largest_amount
    from outstanding
    left join ranked on ranked.place = 1
    left join numbers on ranked.line_id = numbers.line_id
)

select * from largest_line
