{# The customers of this run: those of the setting, or none. The sample's customers belong to
   the sample's invoices: with other invoices they are not read. #}
{% macro read_customers() %}
    {% if not execute %}{{ return({'sql': 'select 1', 'types': {}}) }}{% endif %}
    {% set sample = 'seeds/sample/' %}
    {% set foreign = var('customers').startswith(sample)
        and not var('invoices').startswith(sample) %}
    {% if var('customers') | trim == '' or foreign %}
        {% set nothing %}
            select
                cast(null as bigint) as line_id,
                cast(null as varchar) as source_file,
                cast(null as varchar) as customer_id,
                cast(null as varchar) as registered_date
            where false
        {% endset %}
        {{ return({'sql': nothing, 'types': {}}) }}
    {% endif %}
    {{ return(read_input('customers', customer_fields(), var('customer_columns'))) }}
{% endmacro %}
