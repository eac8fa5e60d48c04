{# What is checked of a delivery before anything is made of it: name -> value (SQL over the columns
   of int_delivery, int_largest_line and stg_last_publication; null: not checked),
   warns_above, tolerated (without it, it only warns) and sentence (with columns in braces). #}
{% macro delivery_checks() %}
    {% set of_lines = '({}) * 1.0 / nullif(invoice_lines, 0)' %}
    {% set of_customers = '({}) * 1.0 / nullif(customer_lines, 0)' %}
    {# One bad line never refuses a delivery, however short it is. #}
    {% set share_or_one = 'greatest({}, 1.0 / nullif({}, 0))' %}
    {{ return({
        'lines_conserved': {
            'value':
                'abs(accounted_lines - lines_read) + abs(accounted_amount - invoice_amount)',
            'tolerated': 0,
            'sentence': '{lines_read} lines of {invoice_amount} were read, and'
                ~ ' {accounted_lines} lines of {accounted_amount} are accounted for',
        },
        'sample_over_own_data': {
            'value': 'case when is_sample and not last_is_sample then 1 else 0 end',
            'tolerated': 0,
            'sentence': 'What is published are invoices of your own, and this run reads the'
                ~ ' sample: name your input with --vars',
        },
        'missing_invoices': missing_input('invoices', 'invoice_lines'),
        'missing_customers': missing_input('customers', 'customer_lines'),
        'rejected_lines': {
            'value': of_lines.format('rejected_lines'),
            'tolerated': share_or_one.format(var('max_rejected_share'), 'invoice_lines'),
            'sentence': '{rejected_lines} of {invoice_lines} invoice lines'
                ~ ' ({round(100.0 * rejected_lines / invoice_lines, 2)} %) were set aside:'
                ~ ' {rejected_examples}',
        },
        'duplicate_lines': {
            'value': of_lines.format('duplicate_lines'),
            'warns_above': 0 if var('duplicate_lines') == 'drop' else var('max_duplicate_share'),
            'tolerated': share_or_one.format(var('max_duplicate_share'), 'invoice_lines'),
            'sentence': '{duplicate_lines} of {invoice_lines} invoice lines'
                ~ ' ({round(100.0 * duplicate_lines / invoice_lines, 2)} %) equal an earlier line'
                ~ ' in every field, and count'
                ~ (' once: if they are lines of their own, set duplicate_lines to keep, or name'
                ~ ' the line_number in invoice_columns' if var('duplicate_lines') == 'drop'
                else ' as lines of their own: set duplicate_lines to drop if they are copies'),
        },
        'negative_quantities': {
            'value': of_lines.format('negative_lines'),
            'warns_above': 0.001,
            'sentence': '{negative_lines} of {invoice_lines} invoice lines'
                ~ ' ({round(100.0 * negative_lines / invoice_lines, 2)} %), worth'
                ~ ' {negative_amount}, have a negative quantity or amount on an ordinary invoice'
                ~ ' number, and do not count: if they are refunds, give them negative quantities'
                ~ ' and set refunds to negative_quantity',
        },
        'customers_of_free_lines': {
            'value': 'customers_of_free_lines',
            'sentence': "{case when customers_of_free_lines = 1 then '1 customer is'"
                ~ " else concat(customers_of_free_lines, ' customers are') end} left out, because"
                ~ ' all that they ordered and kept was free: set free_lines to keep to count lines'
                ~ ' at price 0',
        },
        'lines_without_customer': {
            'value': of_lines.format('lines_without_customer'),
            'sentence': '{lines_without_customer} of {invoice_lines} invoice lines'
                ~ ' ({round(100.0 * lines_without_customer / invoice_lines, 2)} %) name no'
                ~ ' customer, and count for nobody',
        },
        'shrunken_invoices': {
            'value': '1 - invoice_lines * 1.0 / nullif(last_invoice_lines, 0)'
                if has_input('invoices') else 'null',
            'tolerated': var('max_shrinkage'),
            'sentence': 'The invoices have {invoice_lines} lines, and those that were published'
                ~ ' last had {last_invoice_lines}',
        },
        'shrunken_customers': {
            'value': '1 - customer_lines * 1.0 / nullif(last_customer_lines, 0)'
                if has_input('customers') else 'null',
            'tolerated': var('max_shrinkage'),
            'sentence': 'The customers have {customer_lines} lines, and those that were published'
                ~ ' last had {last_customer_lines}',
        },
        'stale_delivery': {
            'value': dbt.datediff('last_order_date', 'last_last_order_date', 'day'),
            'tolerated': 0,
            'sentence': 'The last order that counts is of {last_order_date}, and that of the'
                ~ ' invoices that were published last is of {last_last_order_date}',
        },
        'moved_line_value': {
            'value': 'greatest(typical_line_value / nullif(last_typical_line_value, 0),'
                ~ ' last_typical_line_value / nullif(typical_line_value, 0))',
            'warns_above': var('max_line_value_change'),
            'tolerated': var('max_line_value_change'),
            'sentence': 'The median purchase line is worth {typical_line_value}, and that of the'
                ~ ' invoices that were published last was worth {last_typical_line_value}:'
                ~ ' look at the unit and the decimal mark of prices',
        },
        'largest_line': {
            'value': 'line_share',
            'warns_above': var('max_line_share') ~ ' / 2.0',
            'tolerated': var('max_line_share'),
            'sentence': '{floor(10000 * large_lines_share) / 100} % of all money is in'
                ~ ' {large_lines} of {purchase_lines} purchase lines; the largest is'
                ~ ' {coalesce(concat(\'line \', largest_line, \' of \'), \'\')}{largest_file}'
                ~ ' (invoice {largest_invoice}, product {largest_product}, {largest_quantity}'
                ~ ' units at {largest_price}, {largest_amount} in all): if that is true, raise'
                ~ ' max_line_share',
        },
        'rejected_customers': {
            'value': of_customers.format('rejected_customers'),
            'tolerated': share_or_one.format(var('max_rejected_share'), 'customer_lines'),
            'sentence': '{rejected_customers} of {customer_lines} lines of the customers have no'
                ~ ' customer_id that can be read',
        },
        'repeated_customers': {
            'value': of_customers.format('repeated_customers'),
            'tolerated': share_or_one.format(var('max_duplicate_share'), 'customer_lines'),
            'sentence': '{repeated_customers} of {customer_lines} lines of the customers repeat a'
                ~ ' customer_id, of which the first line counts',
        },
        'unreadable_attributes': {
            'value': of_customers.format('customers_not_fully_read'),
            'sentence': '{customers_not_fully_read} of {customer_lines} lines of the customers'
                ~ ' have a field that cannot be read and counts as not known'
                ~ ' ({unreadable_attributes})',
        },
        'unmatched_customers': {
            'value': 'case when least(customers_with_orders, customers_with_attributes) > 0'
                ~ ' then case when customers_with_both = 0 then 1 else 0 end end',
            'sentence': 'None of the {customers_with_attributes} customers of the customers is'
                ~ ' one of the {customers_with_orders} who ordered: their ids differ',
        },
        'ids_by_zeros': {
            'value': 'ids_that_differ_by_zeros',
            'sentence': '{ids_that_differ_by_zeros} customer ids differ from another one only in'
                ~ ' zeros in front, and count as other customers',
        },
        'ids_by_case': {
            'value': 'ids_that_differ_by_case',
            'sentence': '{ids_that_differ_by_case} customer ids differ from another one only in'
                ~ ' upper and lower case, and count as other customers',
        },
    }) }}
{% endmacro %}


{# The check that an input which the last version had is there: without it, the build would replace
   a whole version by half of one. Arguments: setting ('invoices' or 'customers'), lines (string),
   the column with its number of lines. #}
{% macro missing_input(setting, lines) %}
    {% set gone = 0 if has_input(setting) else 1 %}
    {{ return({
        'value': 'case when last_had_' ~ setting ~ ' then ' ~ gone ~ ' when not last_had_' ~ setting
            ~ ' then 0 end',
        'tolerated': 0,
        'sentence': 'The version that was published last was built from ' ~ setting ~ ' ({last_'
            ~ lines ~ '} lines), and this run reads none: name them with the setting ' ~ setting,
    }) }}
{% endmacro %}


{# A sentence with columns in braces as a SQL text. #}
{% macro sentence_of(template) %}
    {% set pieces = [] %}
    {% for piece in modules.re.split('[{}]', template) %}
        {% do pieces.append(literal(piece) if loop.index0 is even else piece) %}
    {% endfor %}
    {{ return('concat(' ~ pieces | join(', ') ~ ')') }}
{% endmacro %}


{# Post-hook of int_delivery_checks: what is refused stops the run before anything is made of the
   delivery. #}
{% macro stop_at_refused_delivery() %}
    {% set name = dbt.listagg('check_name', "', '", 'order by check_name') %}
    {{ stop_when(
        'select ' ~ dbt.listagg('sentence', "'. '", 'order by check_name')
        ~ " || '; correct the input, or allow it once with --vars ''{allow: [' || " ~ name
        ~ " || ']}''.' from " ~ this ~ " where verdict = 'refused' having count(*) > 0"
    ) }}
{% endmacro %}


{# What was published last, see last_delivery of the Python package: a mapping with the row
   'last' and the figures of 'delivery', those of the kind of this run. #}
{% macro last_published() %}
    {% if not execute %}{{ return({'last': {}, 'delivery': {}}) }}{% endif %}
    {% set answer = last_delivery(var('publish_dir')) %}
    {{ return({
        'last': answer.last,
        'delivery': answer.sample if is_sample() else answer.own,
    }) }}
{% endmacro %}
