{# The columns of an invoice line: our name -> the headers that are recognised, written without
   case, blanks and underscores; whether the column may be absent; and the column that stands in for
   it where that is mapped. Two are never recognised: an "amount" is often a number of units, and a
   "line number" often that of the file, which would tell the copies of a line apart. #}
{% macro invoice_fields() %}
    {{ return({
        'invoice_number': {'headers': ['invoicenumber', 'invoiceno', 'invoice']},
        'product_code': {'headers': ['productcode', 'stockcode']},
        'description': {'headers': ['description'], 'optional': true},
        'quantity': {'headers': ['quantity']},
        'invoiced_at': {'headers': ['invoicedat', 'invoicedate']},
        'unit_price': {'headers': ['unitprice', 'price'], 'or': 'amount'},
        'amount': {'headers': [], 'optional': true},
        'customer_id': {'headers': ['customerid', 'customer']},
        'country': {'headers': ['country'], 'optional': true},
        'line_number': {'headers': [], 'optional': true},
    }) }}
{% endmacro %}


{# The columns of a customer, in the same form and with the cast that each is read by. Those of
   "Customer Personality Analysis" are recognised. #}
{% macro customer_fields() %}
    {% set fields = {
        'customer_id': {'headers': ['customerid', 'customer', 'id']},
        'registered_date': {
            'headers': ['registereddate', 'registrationdate', 'registered', 'dtcustomer'],
            'optional': true,
        },
    } %}
    {% for cast, attributes in customer_attributes().items() %}
        {% for field, headers in attributes.items() %}
            {% do fields.update({field: {'headers': headers, 'optional': true}}) %}
        {% endfor %}
    {% endfor %}
    {{ return(fields) }}
{% endmacro %}


{# The attributes of a customer by the way they are read: cast -> field -> headers. #}
{% macro customer_attributes() %}
    {{ return({
        'text': {
            'education': ['education'],
            'marital_status': ['maritalstatus'],
        },
        'integer': {
            'birth_year': ['birthyear', 'yearbirth'],
            'kids_at_home': ['kidsathome', 'kidhome'],
            'teens_at_home': ['teensathome', 'teenhome'],
            'children': ['children'],
            'declared_recency': ['declaredrecency', 'recency'],
            'deal_purchases': ['dealpurchases', 'numdealspurchases'],
            'web_purchases': ['webpurchases', 'numwebpurchases'],
            'catalogue_purchases': ['cataloguepurchases', 'numcatalogpurchases'],
            'store_purchases': ['storepurchases', 'numstorepurchases'],
            'web_visits': ['webvisits', 'numwebvisitsmonth'],
            'complained': ['complained', 'complain'],
            'responded': ['responded', 'response'],
        },
        'price': {
            'income': ['income'],
            'total_spending': ['totalspending'],
            'spent_on_wine': ['spentonwine', 'mntwines'],
            'spent_on_fruit': ['spentonfruit', 'mntfruits'],
            'spent_on_meat': ['spentonmeat', 'mntmeatproducts'],
            'spent_on_fish': ['spentonfish', 'mntfishproducts'],
            'spent_on_sweets': ['spentonsweets', 'mntsweetproducts'],
            'spent_on_gold': ['spentongold', 'mntgoldprods'],
        },
    }) }}
{% endmacro %}


{# What int_customers knows of a customer besides the id, each as text: the registration and the
   attributes, with the parts of a sum left to the sum. #}
{% macro attribute_columns() %}
    {% set parts = spending_categories() + ['kids_at_home', 'teens_at_home'] %}
    {% set columns = ['registered_date'] %}
    {% for attributes in customer_attributes().values() %}
        {% do columns.extend(attributes.keys() | reject('in', parts) | list) %}
    {% endfor %}
    {% set texts = [] %}
    {% for column in columns %}
        {% do texts.append('cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ ')') %}
    {% endfor %}
    {{ return(texts) }}
{% endmacro %}


{# The categories whose sum is the total spending. #}
{% macro spending_categories() %}
    {{ return([
        'spent_on_wine', 'spent_on_fruit', 'spent_on_meat', 'spent_on_fish', 'spent_on_sweets',
        'spent_on_gold',
    ]) }}
{% endmacro %}


{# The field that a header or a key of invoice_columns means, or none.
   Arguments: fields (mapping, as above), header (string). #}
{% macro field_of(fields, header) %}
    {% set plain = plain_header(header) %}
    {% for field, rule in fields.items() if plain in [plain_header(field)] + rule.headers %}
        {{ return(field) }}
    {% endfor %}
    {{ return(none) }}
{% endmacro %}


{# A header without case, blanks, underscores, hyphens and points. #}
{% macro plain_header(header) %}
    {{ return(modules.re.sub('[\\s_.-]', '', header | string | lower)) }}
{% endmacro %}
