{# The invoice lines of this run, or no rows. Returns what read_input returns. #}
{% macro read_invoices() %}
    {% if not has_input('invoices') %}{{ return(no_rows(invoice_fields())) }}{% endif %}
    {{ return(read_input('invoices', invoice_fields(), var('invoice_columns'))) }}
{% endmacro %}


{# The customers of this run, or no rows. Returns what read_input returns. #}
{% macro read_customers() %}
    {% if not has_input('customers') %}{{ return(no_rows(customer_fields())) }}{% endif %}
    {{ return(read_input('customers', customer_fields(), var('customer_columns'))) }}
{% endmacro %}


{# Whether this run reads an input. The two files of the sample belong together: neither is read
   with an input of one's own. Argument: setting ('invoices' or 'customers'). #}
{% macro has_input(setting) %}
    {% set own = var(setting) | string | trim %}
    {% set other = var('customers' if setting == 'invoices' else 'invoices') | string | trim %}
    {{ return(own != '' and not (is_of_sample(own) and other != '' and not is_of_sample(other))) }}
{% endmacro %}


{# Whether a path is that of the sample that comes with the project. Argument: path (string). #}
{% macro is_of_sample(path) %}
    {% set files = ['seeds/sample/invoices.csv', 'seeds/sample/customers.csv'] %}
    {{ return(path | string | trim in files) }}
{% endmacro %}


{# Whether this run builds the sample, which is made up and may be of any day. #}
{% macro is_sample() %}
    {{ return(
        (has_input('invoices') and is_of_sample(var('invoices')))
        or (has_input('customers') and is_of_sample(var('customers')))
    ) }}
{% endmacro %}


{# An input without rows: a column of texts for each field. Argument: fields (mapping). #}
{% macro no_rows(fields) %}
    {% set columns = ['cast(null as bigint) as line_id', 'cast(null as varchar) as source_file',
        'true as passes_row_filter'] %}
    {% for field in fields %}
        {% do columns.append('cast(null as varchar) as ' ~ field) %}
    {% endfor %}
    {{ return({'sql': 'select ' ~ columns | join(', ') ~ ' where false', 'types': {}}) }}
{% endmacro %}
