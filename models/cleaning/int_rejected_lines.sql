with invoice_lines as (select * from {{ ref('stg_invoice_lines') }}),

days_apart as (select * from {{ ref('int_days_apart') }}),

rejected as (
    select
        invoice_lines.line_id,
        invoice_lines.source_file,
        invoice_lines.source_line,
        case
            when days_apart.line_date is not null then 'date_apart_from_all_others'
            else 'unreadable_' || invoice_lines.unreadable_field
        end as reason,
        case
            when days_apart.line_date is not null
                then cast(invoice_lines.invoiced_at as {{ dbt.type_string() }})
            else invoice_lines.unreadable_text
        end as unreadable_text
    from invoice_lines
    left join days_apart on cast(invoice_lines.invoiced_at as date) = days_apart.line_date
    where
        invoice_lines.unreadable_field != 'every_field'
        or (days_apart.line_date is not null and not invoice_lines.is_filtered_out)
),

numbers as ({{ line_numbers('select * from rejected where source_line is null') }}),

rejected_lines as (
    select
        rejected.line_id,
        rejected.source_file,
        coalesce(rejected.source_line, numbers.source_line) as source_line,
        rejected.reason,
        rejected.unreadable_text
    from rejected
    left join numbers on rejected.line_id = numbers.line_id
)

select * from rejected_lines
