{# The columns of an invoice line: our name -> the headers that are recognised, written without
   case, blanks and underscores, and whether the column may be absent. #}
{% macro invoice_fields() %}
    {{ return({
        'invoice_number': {'headers': ['invoicenumber', 'invoiceno', 'invoice']},
        'product_code': {'headers': ['productcode', 'stockcode']},
        'description': {'headers': ['description'], 'optional': true},
        'quantity': {'headers': ['quantity']},
        'invoiced_at': {'headers': ['invoicedat', 'invoicedate']},
        'unit_price': {'headers': ['unitprice', 'price']},
        'customer_id': {'headers': ['customerid', 'customer']},
        'country': {'headers': ['country'], 'optional': true},
    }) }}
{% endmacro %}


{# The columns of a customer, in the same form. #}
{% macro customer_fields() %}
    {{ return({
        'customer_id': {'headers': ['customerid', 'customer', 'id']},
        'registered_date': {
            'headers': ['registereddate', 'registrationdate', 'registered', 'dtcustomer'],
        },
    }) }}
{% endmacro %}


{# The field that a header or a key of invoice_columns means, or none.
   Arguments: fields (mapping, as above), header (string). #}
{% macro field_of(fields, header) %}
    {% set plain = plain_header(header) %}
    {% for field, rule in fields.items() if plain in rule.headers %}
        {{ return(field) }}
    {% endfor %}
    {{ return(none) }}
{% endmacro %}


{# A header without case, blanks, underscores, hyphens and points. #}
{% macro plain_header(header) %}
    {{ return(modules.re.sub('[\\s_.-]', '', header | string | lower)) }}
{% endmacro %}
