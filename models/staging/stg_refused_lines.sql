-- The CSV reader keeps what it refuses for its own connection: a hook of each model that reads
-- files writes it down in a table, which is a source here.
with refused as (
    {% for setting, read_in in [
        ('invoices', ref('stg_typed_lines')), ('customers', ref('stg_customers'))
    ] %}
        select
            '{{ setting }}' as input,
            source_file,
            source_line,
            kind,
            text,
            (select coalesce(max(lines.line_id), 0) from {{ read_in }} as lines) as last_line_id
        from {{ source('refused_by_the_reader', 'refused_' ~ setting) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

refused_lines as (
    select
        input,
        last_line_id + row_number() over (
            partition by input
            order by source_file, source_line
        ) as line_id,
        source_file,
        source_line,
        -- Blank lines are empty lines, as those that hold delimiters only.
        case when {{ matches('text', '[\\s,;|]*') }} then 'every_field' else 'line' end
            as unreadable_field,
        substring({{ replaced('text', '^[\\n\\r]+|[\\n\\r]+$') }}, 1, 200) || ' (' || kind || ')'
            as unreadable_text
    from refused
)

select * from refused_lines
