{#- The ledger has as many lines as the input: the two views over all lines repeat none. -#}
{%- set line_counts = 'assert_every_line_keeps_its_money' -%}

{{ facts({
    'int_days_apart': {'key': 'line_date'},
    'int_duplicate_lines': {'key': 'line_id'},
    'int_rejected_lines': {'key': 'line_id', 'proved_by': 'rejected_lines'},
    'int_invoice_lines_checked': {'key': 'line_id', 'proved_by': line_counts},
    'int_stock_moves': {
        'key': 'line_id',
        'rules': {
            'no stack is below zero': 'height_before >= 0 and height >= 0',
        },
    },
    'int_stock_layers': {'key': 'customer_id, product_key, layer_number'},
    'int_refund_matches': {
        'key': 'refund_line_id, purchase_line_id',
        'rules': {
            'a refund follows its purchase':
                'refunded_at >= purchased_at and days_to_refund >= 0',
            'a refund pays at most what was paid': '
                units > 0 and amount >= 0
                and amount <= units * cast(purchase_price as decimal(28, 6))
            ',
        },
    },
    'int_invoice_lines_classified': {'key': 'line_id', 'proved_by': line_counts},
    'int_line_totals': {'key': 'disposition, reason'},
    'int_order_states': {
        'key': 'customer_id, invoice_number, valid_from',
        'rules': {
            'no order is below zero': 'quantity >= 0 and refunded >= 0 and gross >= refunded',
        },
    },
    'int_orders': {'key': 'customer_id, invoice_number'},
    'int_customers': {'key': 'customer_id'},
}) }}
