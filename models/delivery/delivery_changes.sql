with compared as (
    select
        figures.*,
        last_publication.*
    from {{ ref('delivery_figures') }} as figures
    cross join {{ ref('delivery_last_publication') }} as last_publication
),

checks as (
    select
        'sample_over_own_data' as check_name,
        cast(case when is_sample and not last_is_sample then 1 else 0 end as double) as value,
        cast(0 as double) as warns_above,
        cast(0 as double) as tolerated,
        'The published version was made from your own data, and this run reads the sample: name '
        || 'your input with --vars' as sentence
    from compared
    union all
    -- Without an input that the last version had, half a version would replace a whole one.
    {% for input, lines in [('invoices', 'invoice_lines'), ('customers', 'customer_lines')] %}
        select
            'missing_{{ input }}' as check_name,
            case
                when last_had_{{ input }} then {{ 0 if has_input(input) else 1 }}
                when not last_had_{{ input }} then 0
            end as value,
            0 as warns_above,
            0 as tolerated,
            concat(
                'The last published version was built from {{ input }} (',
                last_{{ lines }}, ' lines), and this run reads none: name them with the setting ',
                '{{ input }}'
            ) as sentence
        from compared
        union all
        select
            'shrunken_{{ input }}' as check_name,
            {% if has_input(input) %}
                1 - {{ share_of(lines, 'last_' ~ lines) }} as value,
            {% else %}
                null as value,
            {% endif %}
            0 as warns_above,
            cast({{ var('max_shrinkage') }} as double) as tolerated,
            concat(
                'The {{ input }} have ', {{ lines }}, ' lines, but those published last had ',
                last_{{ lines }}
            ) as sentence
        from compared
        union all
    {% endfor %}
    select
        'stale_delivery' as check_name,
        {{ dbt.datediff('last_order_date', 'last_last_order_date', 'day') }} as value,
        0 as warns_above,
        0 as tolerated,
        concat(
            'The last order that counts is from ', last_order_date, ', but the invoices ',
            'published last go up to ', last_last_order_date
        ) as sentence
    from compared
    union all
    select
        'moved_line_value' as check_name,
        greatest(
            typical_line_value / nullif(last_typical_line_value, 0),
            last_typical_line_value / nullif(typical_line_value, 0)
        ) as value,
        cast({{ var('max_line_value_change') }} as double) as warns_above,
        cast({{ var('max_line_value_change') }} as double) as tolerated,
        concat(
            'The median purchase line is worth ', typical_line_value, ', but in the invoices ',
            'published last it was worth ', last_typical_line_value, ': check the unit and the ',
            'decimal mark of prices'
        ) as sentence
    from compared
)

select * from checks
