{# The first field of an invoice line that is missing or cannot be read. A line that the setting
   row_filter leaves out need not be readable. Argument: by_amount (boolean), whether the money of a
   line is given instead of the price of one unit. #}
{% macro first_unreadable_field(by_amount) %}
    case
        when
            invoice_number is null
            and concat_ws(
                '',
                {% for field in settings().fields.invoices %}
                    {{ field }}_text{{ ',' if not loop.last }}
                {% endfor %}
            ) = ''
            then 'every_field'
        when not passes_row_filter then null
        when invoice_number is null then 'invoice_number'
        when product_code is null then 'product_code'
        when
            customer_id is null and not {{ is_word_for_nothing('customer_id_text') }}
            then 'customer_id'
        when invoiced_at is null then 'invoiced_at'
        when quantity is null then 'quantity'
        {% if not by_amount %}
            when unit_price is null then 'unit_price'
        {% endif %}
        when amount is null then 'amount'
    end
{%- endmacro %}


{# The text that could not be read: of the field that unreadable_field names, at most 200
   characters of it, and how many there are if there are more. Argument: fields (list of
   strings), each with <field>_text beside it. #}
{% macro unreadable_text(fields) %}
    case unreadable_field
        {% for field in fields %}
            when '{{ field }}'
                then substring({{ field }}_text, 1, 200)
                || case
                    when length({{ field }}_text) > 200
                        then ' … (' || length({{ field }}_text) || ' characters)'
                    else ''
                end
        {% endfor %}
    end
{%- endmacro %}


{# Post-hook of a staging model: the lines that the CSV reader refused join the others, so that
   no line is lost. #}
{% macro keep_refused_lines(setting) %}
    {% if execute and has_input(setting) %}
        {# Asked before the files are looked at again. #}
        {% set changed = changed_input(setting) %}
        {% set files = files_of_input(setting) %}
        {% if changed %}
            {{ stop('Setting ' ~ setting ~ ' names ' ~ changed ~ ', which was changed or replaced '
                ~ 'while the build read it; build again.') }}
        {% elif files.is_csv %}
            {{ insert_refused_lines(setting, files) }}
        {% endif %}
    {% endif %}
{% endmacro %}


{# What the CSV reader refused of an input, as a select: file, line, kind, text. #}
{% macro refused_lines(setting, files) %}
    {{ return(
        'select ' ~ files.source_file ~ ' as source_file, refused.line'
        ~ ', max(refused.error_type) as kind, max(refused.csv_line) as text'
        ~ ' from rejected_' ~ setting ~ ' as refused inner join scans_' ~ setting ~ ' as scans'
        ~ ' on refused.scan_id = scans.scan_id and refused.file_id = scans.file_id'
        ~ ' group by 1, 2'
    ) }}
{% endmacro %}


{# Blank lines are empty lines, as those that hold delimiters only. #}
{% macro insert_refused_lines(setting, files) %}
    {% do run_query(
        'insert into ' ~ this
        ~ ' (line_id, source_file, source_line, unreadable_field, unreadable_text)'
        ~ ' select (select coalesce(max(line_id), 0) from ' ~ this ~ ')'
        ~ ' + row_number() over (order by source_file, line), source_file, line'
        ~ ", case when regexp_full_match(text, '[\\s,;|]*') then 'every_field' else 'line' end"
        ~ ", substring(trim(text, chr(10) || chr(13)), 1, 200) || ' (' || lower(kind) || ')'"
        ~ ' from (' ~ refused_lines(setting, files) ~ ')'
    ) %}
{% endmacro %}


{# Post-hook of a table of lines that were set aside: each gets the number of its line in its CSV
   file. Arguments: setting (string), lines (relation), all lines of that input, numbered (SQL),
   which lines need a number. #}
{% macro number_lines(setting, lines, numbered='true') %}
    {% if execute and has_input(setting) %}
        {% set unnumbered = 'select line_id, source_file from ' ~ this
            ~ ' where source_line is null and ' ~ numbered %}
        {% do run_query(
            'update ' ~ this ~ ' as lines set source_line = numbered.source_line'
            ~ ' from (' ~ line_numbers(setting, lines, unnumbered) ~ ') as numbered'
            ~ ' where lines.line_id = numbered.line_id'
        ) %}
    {% endif %}
{% endmacro %}
