{# Post-hook of a staging model: a file whose dates fit another format better than date_format
   stops the run with that format. Dates that were read are written again as the file must have
   had them. Arguments: setting (string), column (string), the date. #}
{% macro stop_at_another_date_format(setting, column) %}
    {{ adapter.dispatch('stop_at_another_date_format', 'customer_segmentation')(setting, column) }}
{% endmacro %}

{# A target of Spark reads one format of texts, and leaves no choice. #}
{% macro default__stop_at_another_date_format(setting, column) %}{% endmacro %}

{% macro duckdb__stop_at_another_date_format(setting, column) %}
    {% if execute and has_input(setting) %}
        {% set unreadable = "select count(*), min(unreadable_text) from " ~ this
            ~ " where unreadable_field = '" ~ column ~ "' and unreadable_text != ''" %}
        {% set unreadable = run_query(unreadable).rows[0] %}
        {% if unreadable[0] > 0 %}
            {% set counts = [] %}
            {% for format in [var('date_format')] + run_settings().date_formats %}
                {% do counts.append(
                    'select ' ~ literal(format) ~ ' as format, coalesce(sum(lines), 0) as lines'
                    ~ ' from texts where ' ~ read_timestamp('text', format)
                    ~ " >= timestamp '1980-01-01' and " ~ read_timestamp('text', format)
                    ~ " < timestamp '" ~ run_settings().first_implausible_day ~ "'"
                ) %}
            {% endfor %}
            {% set best = run_query(
                'with texts as materialized (' ~ texts_of_dates(column) ~ '), counts as ('
                ~ counts | join(' union all ') ~ ')'
                ~ ' select distinct format from counts'
                ~ ' where lines = (select max(lines) from counts)'
                ~ ' and lines > 1.001 * (select max(lines) from counts where format = '
                ~ literal(var('date_format')) ~ ') order by format limit 2'
            ).columns[0].values() | list %}
            {% if best %}
                {{ stop('Setting date_format is ' ~ var('date_format') ~ ', and the dates of '
                    ~ var(setting) ~ ', such as ' ~ unreadable[1] ~ ', are written '
                    ~ best | join(' or ') ~ '; set date_format to '
                    ~ ('that' if best | length == 1 else 'the one that is meant')
                    ~ ', or write an expression for ' ~ column ~ ' in ' ~ setting[:-1]
                    ~ '_columns.') }}
            {% endif %}
        {% endif %}
    {% endif %}
{% endmacro %}

{# The dates of a staging model as they stand in the file, as a select of text and lines: the most
   frequent texts that were read and that were not, each standing for its share of all of those. #}
{% macro texts_of_dates(column) %}
    {% set format = var('date_format') %}
    {% set format = '%Y-%m-%d %H:%M:%S' if format == 'iso' else format %}
    {% set groups = [] %}
    {% for text, condition in [
        ('unreadable_text', "unreadable_field = '" ~ column ~ "'"),
        ('strftime(' ~ column ~ ', ' ~ literal(format) ~ ')', column ~ ' is not null'),
    ] %}
        {% do groups.append(
            '(select text, lines * sum(all_lines) over () / sum(lines) over () as lines from ('
            ~ 'select ' ~ text ~ ' as text, count(*) as lines, sum(count(*)) over () '
            ~ '/ least(2000, count(*) over ()) as all_lines from ' ~ this ~ ' where ' ~ condition
            ~ ' group by 1 order by 2 desc, 1 limit 2000))'
        ) %}
    {% endfor %}
    {{ return(groups | join(' union all ')) }}
{% endmacro %}
