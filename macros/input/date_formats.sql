{# Post-hook of a staging model: a file whose dates fit another format better than date_format
   stops the run with that format. Dates that were read are written again as the file must have
   had them. Arguments: setting (string), column (string), the date. #}
{% macro stop_at_another_date_format(setting, column) %}
    {% if execute and has_input(setting) %}
        {% set texts = texts_of_dates(column) %}
        {% set counts = [] %}
        {% for format in known_date_formats() if format != var('date_format') %}
            {% do counts.append(
                'select ' ~ literal(format) ~ ' as format, coalesce(sum(lines), 0) as lines from '
                ~ '(' ~ texts ~ ') where ' ~ read_timestamp('text', format)
                ~ " >= timestamp '1980-01-01' and " ~ read_timestamp('text', format)
                ~ " < timestamp '" ~ first_implausible_day() ~ "'"
            ) %}
        {% endfor %}
        {% set unreadable = "select count(*), min(unreadable_text) from " ~ this
            ~ " where unreadable_field = '" ~ column ~ "' and unreadable_text != ''" %}
        {% set unreadable = run_query(unreadable).rows[0] %}
        {% if unreadable[0] > 0 %}
            {% set best = run_query(
                'with counts as (' ~ counts | join(' union all ') ~ ')'
                ~ ' select format from counts where lines = (select max(lines) from counts)'
                ~ ' and lines > (select count(' ~ column ~ ') from ' ~ this ~ ') limit 2'
            ).columns[0].values() | list %}
            {% if best %}
                {{ stop('Setting date_format is ' ~ var('date_format') ~ ', and the dates of '
                    ~ var(setting) ~ ', such as ' ~ unreadable[1] ~ ', are written '
                    ~ best | join(' or ') ~ '; set date_format to '
                    ~ ('that.' if best | length == 1 else 'the one that is meant.')) }}
            {% endif %}
        {% endif %}
    {% endif %}
{% endmacro %}


{# The dates of a staging model as they stand in the file, the most frequent first, as a select of
   text and lines. #}
{% macro texts_of_dates(column) %}
    {% set format = var('date_format') %}
    {% set format = '%Y-%m-%d %H:%M:%S' if format == 'iso' else format %}
    {{ return(
        '(select unreadable_text as text, count(*) as lines from ' ~ this
        ~ " where unreadable_field = '" ~ column ~ "' group by 1 order by 2 desc, 1 limit 2000)"
        ~ ' union all (select strftime(' ~ column ~ ', ' ~ literal(format) ~ '), count(*) from '
        ~ this ~ ' where ' ~ column ~ ' is not null group by 1 order by 2 desc, 1 limit 2000)'
    ) }}
{% endmacro %}


{# The ways in which programs write dates, those that are common first. #}
{% macro known_date_formats() %}
    {% set formats = ['iso', '%Y-%m-%dT%H:%M:%SZ', '%Y-%m-%d %H:%M:%S%z', '%Y-%m-%dT%H:%M:%S%z'] %}
    {% for date in ['%d/%m/%Y', '%m/%d/%Y', '%d.%m.%Y', '%d-%m-%Y', '%m-%d-%Y', '%Y/%m/%d',
        '%Y.%m.%d', '%Y%m%d', '%d %b %Y', '%d-%b-%Y', '%b %d, %Y', '%d/%m/%y', '%m/%d/%y',
        '%d.%m.%y', '%d-%m-%y', '%d-%b-%y'] %}
        {% for time in ['', ' %H:%M', ' %H:%M:%S', ' %I:%M %p', ' %I:%M:%S %p'] %}
            {% do formats.append(date ~ time) %}
        {% endfor %}
    {% endfor %}
    {{ return(formats) }}
{% endmacro %}
