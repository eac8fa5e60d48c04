with invoice_lines as (select * from {{ ref('int_invoice_lines_checked') }}),

-- A line is a purchase or a refund, so one sum serves both. Matches are read twice by their name:
-- through a CTE, DuckDB would carry every column of every line along, read or not.
matched_lines as (
    select
        purchase_line_id as line_id,
        units,
        amount
    from {{ ref('int_refund_matches') }}
    union all
    select
        refund_line_id as line_id,
        units,
        amount
    from {{ ref('int_refund_matches') }}
),

matched as (
    select
        line_id,
        cast(sum(units) as bigint) as matched_units,
        cast(sum(amount) as {{ type_money() }}) as matched_amount
    from matched_lines
    group by line_id
),

with_matches as (
    select
        invoice_lines.*,
        matched.line_id is not null as is_matched,
        coalesce(matched.matched_units, 0) as matched_units,
        coalesce(matched.matched_amount, 0) as matched_amount
    from invoice_lines
    left join matched on invoice_lines.line_id = matched.line_id
),

with_reason as (
    select
        *,
        case
            when label = 'purchase' and not is_matched then 'purchase'
            when label = 'purchase' and matched_units < quantity then 'purchase_partly_refunded'
            when label = 'purchase' then 'cancelled_by_later_refund'
            when label != 'cancellation' then label
            when '{{ var("cancellations") }}' = 'drop' then 'cancellation_dropped'
            when not is_matched then 'cancellation_unmatched'
            when matched_units < -quantity then 'cancellation_partly_matched'
            else 'cancellation_matched'
        end as reason
    from with_matches
),

classified as (
    select
        line_id,
        source_file,
        invoice_number,
        product_code,
        customer_id,
        description,
        country,
        quantity,
        unit_price,
        amount,
        matched_units,
        matched_amount,
        invoiced_at,
        case
            when reason in ('purchase', 'purchase_partly_refunded') then 'clean'
            when reason like 'unreadable%' or reason like 'date_apart%' then 'rejected'
            else 'excluded'
        end as disposition,
        reason
    from with_reason
)

select * from classified
