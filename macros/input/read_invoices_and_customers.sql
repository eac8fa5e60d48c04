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
    {% set sample = 'seeds/sample/' %}
    {{ return(
        own != ''
        and not (own.startswith(sample) and other != '' and not other.startswith(sample))
    ) }}
{% endmacro %}


{# An input without rows: a column of texts for each field. Argument: fields (mapping). #}
{% macro no_rows(fields) %}
    {% set columns = ['cast(null as bigint) as line_id', 'cast(null as varchar) as source_file'] %}
    {% for field in fields %}
        {% do columns.append('cast(null as varchar) as ' ~ field) %}
    {% endfor %}
    {{ return({'sql': 'select ' ~ columns | join(', ') ~ ' where false', 'types': {}}) }}
{% endmacro %}
