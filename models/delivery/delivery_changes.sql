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
        'What is published are invoices of your own, and this run reads the sample: name your '
        || 'input with --vars' as sentence
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
                'The version that was published last was built from {{ input }} (',
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
            {{ var('max_shrinkage') }} as tolerated,
            concat(
                'The {{ input }} have ', {{ lines }}, ' lines, and those that were published last ',
                'had ', last_{{ lines }}
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
            'The last order that counts is of ', last_order_date, ', and that of the invoices ',
            'that were published last is of ', last_last_order_date
        ) as sentence
    from compared
    union all
    select
        'moved_line_value' as check_name,
        greatest(
            typical_line_value / nullif(last_typical_line_value, 0),
            last_typical_line_value / nullif(typical_line_value, 0)
        ) as value,
        {{ var('max_line_value_change') }} as warns_above,
        {{ var('max_line_value_change') }} as tolerated,
        concat(
            'The median purchase line is worth ', typical_line_value, ', and that of the invoices ',
            'that were published last was worth ', last_typical_line_value, ': look at the unit ',
            'and the decimal mark of prices'
        ) as sentence
    from compared
)

select * from checks
