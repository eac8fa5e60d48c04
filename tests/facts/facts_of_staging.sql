{{ facts({
    'stg_invoice_lines': {'key': 'line_id'},
    'stg_typed_lines': {'key': 'line_id', 'proved_by': 'stg_invoice_lines'},
    'stg_refused_lines': {'key': 'input, line_id'},
    'stg_customers': {'key': 'line_id'},
}) }}
