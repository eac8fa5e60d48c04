with rejected_lines as (
    select
        line_id,
        source_file,
        source_line,
        reason,
        unreadable_text
    from {{ ref('int_rejected_lines') }}
)

select * from rejected_lines
order by line_id
