{# Post-hook of a staging model: an input without rows stops the run. Argument: setting ('invoices'
   or 'customers'). #}
{% macro stop_without_rows(setting) %}
    {% if execute and not has_input(setting) %}{{ return('') }}{% endif %}
    {% set sentence = 'Setting ' ~ setting ~ ' is ' ~ var(setting) ~ ', which has column names and '
        ~ 'no rows; give a file or table with '
        ~ {'invoices': 'invoice lines', 'customers': 'customers'}[setting] ~ '.' %}
    {{ stop_when(
        'select ' ~ literal(sentence) ~ ' where not exists (select 1 from ' ~ this ~ ')'
        ~ ' and not exists (select 1 from ' ~ this.schema ~ '.refused_' ~ setting ~ ')'
    ) }}
{% endmacro %}

{# Post-hook of int_order_states: lines without a single order stop the run, with the reasons and
   the first text that could not be read for each. #}
{% macro stop_without_orders() %}
    {% if execute and not has_input('invoices') %}{{ return('') }}{% endif %}
    {% set sentence = 'No order is left in ' ~ var('invoices') ~ ': of its lines ' %}
    {% set advice = '; check the columns and expressions in invoice_columns, date_format,'
        ~ ' latest_date, decimal, row_filter, free_lines and the seed non_product_codes.' %}
    {{ stop_when(
        'with examples as ('
        ~ ' select reason, min_by(unreadable_text, line_id) as example'
        ~ ' from ' ~ ref('int_rejected_lines') ~ ' group by reason), reasons as ('
        ~ " select count(*) || ' are ' || reason || coalesce("
        ~ " ' (first: ' || chr(34) || max(example) || chr(34) || ')', '') as said,"
        ~ ' count(*) as lines, reason'
        ~ ' from ' ~ ref('int_invoice_lines_classified') ~ ' left join examples using (reason)'
        ~ ' group by reason),'
        ~ ' top as (select said, lines from reasons order by lines desc, said limit 3)'
        ~ ' select ' ~ literal(sentence)
        ~ ' || ' ~ dbt.listagg('said', "', '", 'order by lines desc, said')
        ~ ' || ' ~ literal(advice) ~ ' from top'
        ~ ' where not exists (select 1 from ' ~ this ~ ' where valid_to is null and quantity > 0)'
    ) }}
{% endmacro %}

{# Post-hook of feat_customers: a current date before every order stops the run. #}
{% macro stop_without_current_customers() %}
    {% if execute and not has_input('invoices') %}{{ return('') }}{% endif %}
    {{ stop_when(
        "select 'No customer has an order before ' || as_of_date || '; the first one is from '"
        ~ ' || (select min(order_date) from ' ~ ref('int_order_states') ~ ')'
        ~ " || ': set as_of_date to a later day.'"
        ~ ' from ' ~ ref('feat_as_of_dates') ~ ' as as_of_dates where is_current'
        ~ ' and as_of_date not in (select distinct as_of_date from ' ~ this ~ ')'
    ) }}
{% endmacro %}

{# Post-hook of feat_as_of_dates: without any date in the input, there is no today. #}
{% macro stop_without_a_date() %}
    {{ stop_when(
        "select 'Neither an order nor a registration has a date; set as_of_date to the day on "
        ~ "which the customers were exported.' from " ~ this ~ ' where as_of_date is null limit 1'
    ) }}
{% endmacro %}
