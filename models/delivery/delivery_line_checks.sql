with figures as (select * from {{ ref('delivery_figures') }}),

checks as (
    select
        'lines_conserved' as check_name,
        cast(
            abs(accounted_lines - lines_read) + abs(accounted_amount - invoice_amount) as double
        ) as value,
        cast(0 as double) as warns_above,
        cast(0 as double) as tolerated,
        concat(
            lines_read, ' lines worth ', invoice_amount, ' were read, but ', accounted_lines,
            ' lines worth ', accounted_amount, ' are accounted for'
        ) as sentence
    from figures
    union all
    select
        'duplicate_lines' as check_name,
        {{ share_of('duplicate_lines', 'invoice_lines') }} as value,
        cast(
            {{ 0 if var('duplicate_lines') == 'drop' else var('max_duplicate_share') }} as double
        ) as warns_above,
        {{ share_or_one_line(var('max_duplicate_share'), 'invoice_lines') }} as tolerated,
        concat(
            {{ part_of_invoice_lines('duplicate_lines') }},
            ' equal an earlier line in every field, and count ',
            {% if var('duplicate_lines') == 'drop' %}
                'only once: if they are not copies, set duplicate_lines to keep, or map ',
                'line_number in invoice_columns'
            {% else %}
                'separately: if they are copies, set duplicate_lines to drop'
            {% endif %}
        ) as sentence
    from figures
    union all
    select
        'negative_quantities' as check_name,
        {{ share_of('negative_lines', 'invoice_lines') }} as value,
        cast(0.001 as double) as warns_above,
        null as tolerated,
        concat(
            {{ part_of_invoice_lines('negative_lines') }}, ', worth ', negative_amount, ', have ',
            'a negative quantity or amount on an ordinary invoice number, and are not counted: if ',
            'they are refunds, give them negative quantities and set refunds to negative_quantity'
        ) as sentence
    from figures
    union all
    select
        'customers_of_free_lines' as check_name,
        customers_of_free_lines as value,
        0 as warns_above,
        null as tolerated,
        concat(
            case
                when customers_of_free_lines = 1 then '1 customer is'
                else concat(customers_of_free_lines, ' customers are')
            end,
            ' left out, because everything they ordered and kept was free: to count lines at ',
            'price 0, set free_lines to keep'
        ) as sentence
    from figures
    union all
    select
        'lines_without_customer' as check_name,
        {{ share_of('lines_without_customer', 'invoice_lines') }} as value,
        0 as warns_above,
        null as tolerated,
        concat(
            {{ part_of_invoice_lines('lines_without_customer') }},
            ' have no customer, and are not counted'
        ) as sentence
    from figures
)

select * from checks
