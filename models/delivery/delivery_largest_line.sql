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

-- What holds much of all money is among these.
largest as (
    select * from purchases
    order by kept_amount desc, line_id asc
    limit 1000
),

ranked as (
    select
        largest.*,
        totals.*,
        row_number() over from_the_largest as place,
        cast(totals.all_amount - sum(largest.kept_amount) over from_the_largest as double)
            as amount_of_smaller
    from largest
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

-- What it says is read for this one line only.
the_largest as (
    select invoice_lines.*
    from {{ ref('stg_invoice_lines') }} as invoice_lines
    inner join ranked on invoice_lines.line_id = ranked.line_id
    where ranked.place = 1
),

numbers as ({{ line_numbers('select * from the_largest') }}),

largest_line as (
    select
        outstanding.*,
        ranked.purchase_lines,
        the_largest.source_file as largest_file,
        numbers.source_line as largest_line,
        the_largest.invoice_number as largest_invoice,
        the_largest.product_code as largest_product,
        the_largest.quantity as largest_quantity,
        cast(the_largest.unit_price as double) as largest_price,
        cast(the_largest.amount as double) as largest_amount
    from outstanding
    left join ranked on ranked.place = 1
    left join the_largest on ranked.line_id = the_largest.line_id
    left join numbers on ranked.line_id = numbers.line_id
)

select * from largest_line
