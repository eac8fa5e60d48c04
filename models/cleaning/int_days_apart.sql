{% set limit = var('max_days_apart') %}

with days as (
    select
        cast(invoiced_at as date) as line_date,
        count(*) as lines
    from {{ ref('stg_invoice_lines') }}
    where
        unreadable_field is null
        and not is_filtered_out
    group by cast(invoiced_at as date)
),

with_gaps as (
    select
        line_date,
        lines,
        lag(line_date) over (order by line_date) as date_before
    from days
),

-- A mistyped year makes days that are far away from all others.
in_blocks as (
    select
        line_date,
        lines,
        sum(
            case
                when
                    {{ dbt.datediff('date_before', 'line_date', 'day') }}
                    > {{ 'null' if limit == 'none' else limit }}
                    then 1
                else 0
            end
        ) over (order by line_date) as block
    from with_gaps
),

blocks as (
    select
        block,
        sum(lines) as lines,
        sum(sum(lines)) over () as all_lines
    from in_blocks
    group by block
),

days_apart as (
    select in_blocks.line_date
    from in_blocks
    inner join blocks on in_blocks.block = blocks.block
    where blocks.lines < 0.01 * blocks.all_lines
)

select * from days_apart
