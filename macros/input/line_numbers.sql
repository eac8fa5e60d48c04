{# The numbers that lines have in their CSV file, as a select of line_id and source_line: 1 for the
   header, the place among the lines that were read, and the lines before it that the reader
   refused. A quoted line break is not counted as a line. No rows where the input is not CSV.
   Argument: lines (string), SQL with the line_id and source_file of some lines of invoices. #}
{% macro line_numbers(lines) %}
    {% set typed_lines, refused_lines = ref('stg_typed_lines'), ref('stg_refused_lines') %}
    {% if not execute or not files_of_input('invoices').is_csv %}
        select cast(null as bigint) as line_id, cast(null as bigint) as source_line where false
    {% else %}
        with starts as (
            select source_file, min(line_id) as first_line_id
            from {{ typed_lines }}
            group by source_file
        ),
        places as (
            select source_file, line_id, line_id - first_line_id + 1 as place
            from ({{ lines }})
            inner join starts using (source_file)
        ),
        refused as (
            select
                source_file,
                source_line - 1 - row_number() over from_the_first as read_before,
                row_number() over from_the_first as number
            from {{ refused_lines }}
            where input = 'invoices'
            window from_the_first as (partition by source_file order by source_line)
        )
        select line_id, 1 + place + coalesce(refused.number, 0) as source_line
        from places
        asof left join refused
            on places.source_file = refused.source_file and places.place > refused.read_before
    {% endif %}
{% endmacro %}
