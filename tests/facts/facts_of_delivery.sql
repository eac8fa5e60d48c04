{{ facts({
    'delivery_last_publication': {'key': ''},
    'delivery_lines_in_question': {'key': ''},
    'delivery_customer_figures': {'key': ''},
    'delivery_largest_line': {'key': ''},
    'delivery_figures': {'key': ''},
    'delivery_line_checks': {'key': 'check_name', 'proved_by': 'delivery_checks'},
    'delivery_outlier_checks': {'key': 'check_name', 'proved_by': 'delivery_checks'},
    'delivery_customer_checks': {'key': 'check_name', 'proved_by': 'delivery_checks'},
    'delivery_changes': {'key': 'check_name', 'proved_by': 'delivery_checks'},
    'delivery_checks': {'key': 'check_name'},
}) }}
