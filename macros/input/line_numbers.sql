{# The numbers that lines have in their CSV file, as a select of line_id and source_line: 1 for the
   header, the place among the lines that were read, and the lines before it that the reader
   refused (see insert_refused_lines). A quoted line break is not counted as a line. No rows where
   the input is not CSV.
   Arguments: setting ('invoices' or 'customers'); staged (relation), all its lines; lines (string),
   SQL with the line_id and source_file of some that were read. #}
{% macro line_numbers(setting, staged, lines) %}
    {% if not execute or not files_of_input(setting).is_csv %}
        {{ return('select cast(null as bigint) as line_id, null as source_line where false') }}
    {% endif %}
    {% set refused =
        "unreadable_field in ('line', 'every_field') and unreadable_text is not null" %}
    {{ return(
        'with starts as ('
        ~ ' select source_file, min(line_id) as first_line_id from ' ~ staged
        ~ ' where (' ~ refused ~ ') is not true group by source_file'
        ~ '), places as ('
        ~ ' select source_file, line_id, line_id - first_line_id + 1 as place'
        ~ ' from (' ~ lines ~ ') inner join starts using (source_file)'
        ~ '), refused as ('
        ~ ' select source_file, source_line - 1 - row_number() over from_the_first as read_before,'
        ~ ' row_number() over from_the_first as number from ' ~ staged ~ ' where ' ~ refused
        ~ ' window from_the_first as (partition by source_file order by source_line))'
        ~ ' select line_id, 1 + place + coalesce(refused.number, 0) as source_line from places'
        ~ ' asof left join refused on places.source_file = refused.source_file'
        ~ ' and places.place > refused.read_before'
    ) }}
{% endmacro %}
