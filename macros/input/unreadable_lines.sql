{# The first field of an invoice line that is missing or cannot be read. A line that the setting
   row_filter leaves out need not be readable. #}
{% macro first_unreadable_field() %}
    case
        when
            invoice_number is null and {{ is_empty_line(run_settings().fields.invoices) }}
            then 'every_field'
        when not passes_row_filter then null
        when invoice_number is null then 'invoice_number'
        when product_code is null then 'product_code'
        when
            customer_id is null and not {{ is_word_for_nothing('customer_id_given') }}
            then 'customer_id'
        when invoiced_at is null then 'invoiced_at'
        when quantity is null then 'quantity'
        {% if not is_by_amount() %}
            when price_of_unit is null then 'unit_price'
        {% endif %}
        when amount_of_line is null then 'amount'
    end
{%- endmacro %}

{# Whether nothing stands in any field of a line. Argument: fields (list of strings), each with
   <field>_given, what the input says, beside it: few lines need it as a text. #}
{% macro is_empty_line(fields) %}
    concat_ws(
        '',
        {% for field in fields %}
            {{ as_text(field ~ '_given') }}{{ ',' if not loop.last }}
        {% endfor %}
    ) = ''
{%- endmacro %}

{# The text that could not be read: of the field that unreadable_field names, at most 200
   characters of it, and how many there are if there are more. Argument: fields (list of
   strings), each with <field>_given beside it. #}
{% macro unreadable_text(fields) %}
    case unreadable_field
        {% for field in fields %}
            {% set text = as_text(field ~ '_given') %}
            when '{{ field }}'
                then substring({{ text }}, 1, 200)
                || case
                    when length({{ text }}) > 200
                        then ' … (' || length({{ text }}) || ' characters)'
                    else ''
                end
        {% endfor %}
    end
{%- endmacro %}

{# Post-hook of a model that reads files: what the CSV reader refused, which it keeps for this
   connection only, becomes the table refused_<setting>. Argument: setting (string). #}
{% macro write_down_refused_lines(setting) %}
    {{ return(adapter.dispatch('write_down_refused_lines', 'customer_segmentation')(setting)) }}
{% endmacro %}

{# A table has no lines that its reader refuses. #}
{% macro default__write_down_refused_lines(setting) %}
    {% if execute %}
        {% set table = this.schema ~ '.refused_' ~ setting %}
        {% do run_query('drop table if exists ' ~ table) %}
        create table {{ table }} using parquet as
        select '' as source_file, cast(0 as bigint) as source_line, '' as kind, '' as text
        where false
    {% endif %}
{% endmacro %}

{% macro duckdb__write_down_refused_lines(setting) %}
    {% if execute %}
        {% set changed = changed_input(setting) %}
        {% if changed %}
            {{ stop('Setting ' ~ setting ~ ' names ' ~ changed ~ ', which was changed or replaced '
                ~ 'while the build read it; build again.') }}
        {% endif %}
        {% set refused %}
            select
                {{ files_of_input(setting).source_file }} as source_file,
                cast(refused.line as bigint) as source_line,
                lower(max(refused.error_type)) as kind,
                max(refused.csv_line) as text
            from rejected_{{ setting }} as refused
            inner join scans_{{ setting }} as scans
                on refused.scan_id = scans.scan_id and refused.file_id = scans.file_id
            group by 1, 2
        {% endset %}
        {% set nothing %}
            select '' as source_file, 0::bigint as source_line, '' as kind, '' as text
            where false
        {% endset %}
        create or replace table {{ this.schema }}.refused_{{ setting }} as
        {{ refused if files_of_input(setting).is_csv else nothing }}
    {% endif %}
{% endmacro %}
