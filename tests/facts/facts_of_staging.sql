{#- Cleaning joins lines to product codes, and a code that stands twice would double them. -#}

{{ facts({
    'stg_invoice_lines': {'key': 'line_id'},
    'stg_typed_lines': {'key': 'line_id', 'proved_by': 'stg_invoice_lines'},
    'stg_refused_lines': {'key': 'input, line_id'},
    'stg_customers': {'key': 'line_id'},
    'non_product_codes': {
        'key': 'product_code',
        'rules': {
            'codes are upper case and have a reason':
                'product_code = upper(product_code) and reason is not null',
        },
    },
}) }}
