with figures as (select * from {{ ref('delivery_figures') }}),

largest_line as (select * from {{ ref('delivery_largest_line') }}),

-- What was set aside, by reason, each with the first line as an example.
rejects as (
    select
        reason,
        source_file,
        source_line,
        unreadable_text,
        count(*) over (partition by reason) as lines,
        row_number() over (partition by reason order by line_id) as line_of_reason
    from {{ ref('int_rejected_lines') }}
),

rejected as (
    select
        {{ dbt.listagg(
            "concat(
                lines, ' ', replace(reason, '_', ' '), ' (first: ',
                coalesce('line ' || source_line || ' of ', ''), source_file,
                coalesce(', ' || chr(34) || unreadable_text || chr(34), ''), ')',
                case when reason = 'date_apart_from_all_others'
                    then ', which a larger max_days_apart would keep' else '' end
            )",
            "', '",
            'order by lines desc, reason',
        ) }} as examples
    from rejects
    where line_of_reason = 1
),

checks as (
    select
        'rejected_lines' as check_name,
        cast({{ share_of('figures.rejected_lines', 'figures.invoice_lines') }} as double) as value,
        cast(0 as double) as warns_above,
        cast(
            {{ share_or_one_line(var('max_rejected_share'), 'figures.invoice_lines') }} as double
        ) as tolerated,
        concat(
            {{ part_of_invoice_lines('rejected_lines') }}, ' were set aside: ', rejected.examples
        ) as sentence
    from figures
    cross join rejected
    union all
    select
        'largest_line' as check_name,
        line_share as value,
        cast({{ var('max_line_share') }} as double) / 2 as warns_above,
        cast({{ var('max_line_share') }} as double) as tolerated,
        concat(
            floor(10000 * large_lines_share) / 100, ' % of all money is in ', large_lines, ' of ',
            purchase_lines, ' purchase lines; the largest is ',
            coalesce('line ' || largest_line || ' of ', ''), largest_file, ' (invoice ',
            largest_invoice, ', product ', largest_product, ', ', largest_quantity, ' units at ',
            largest_price, ', ', largest_amount, ' in all): if that is right, raise max_line_share'
        ) as sentence
    from largest_line
)

select * from checks
