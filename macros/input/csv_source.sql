{# CSV files, every field as text; files whose headers differ are matched by name. Lines that
   the reader refuses go to the temporary table rejected_<setting> (see keep_refused_lines). #}
{% macro csv_source(setting, files) %}
    {% set reads = {} %}
    {% for file in files %}
        {% set header = csv_header(setting, file) %}
        {% do reads.setdefault(header | tojson, []).append(file) %}
    {% endfor %}
    {% set selects = [] %}
    {% set columns = [] %}
    {% for header, same_files in reads.items() %}
        {% set header = fromjson(header) %}
        {% do columns.extend(header.columns) %}
        {% do selects.append('select * from ' ~ read_csv_text(setting, same_files, header)) %}
    {% endfor %}
    {{ return({
        'relation': '(select *, row_number() over () as __line_id from ('
            ~ selects | join(' union all by name ') ~ '))',
        'columns': columns | unique | list,
    }) }}
{% endmacro %}


{# One read of files that share a header. #}
{% macro read_csv_text(setting, files, header) %}
    {% set columns = [] %}
    {% for column in header.columns %}
        {% do columns.append(literal(column) ~ ": 'VARCHAR'") %}
    {% endfor %}
    {{ return(
        'read_csv(' ~ literals(files) ~ ', auto_detect = false, header = true'
        ~ ', delim = ' ~ literal(header.delimiter)
        ~ ", quote = '\"', escape = '\"', filename = '__source_file'"
        ~ ', columns = {' ~ columns | join(', ') ~ '}'
        ~ ', null_padding = false, store_rejects = true, rejects_limit = 0'
        ~ ", rejects_table = 'rejected_" ~ setting ~ "', rejects_scan = 'scans_" ~ setting ~ "')"
    ) }}
{% endmacro %}


{# The header of a CSV file. Returns {'delimiter': one of , ; tab |, 'columns': names}. #}
{% macro csv_header(setting, file) %}
    {% set first = run_query(
        "select line from read_csv(" ~ literal(file) ~ ", auto_detect = false, header = false"
        ~ ", delim = chr(1), quote = '', escape = '', columns = {'line': 'VARCHAR'}"
        ~ ", strict_mode = false) limit 1"
    ) %}
    {% if first | length == 0 or not first.columns[0][0] %}
        {{ stop('Setting ' ~ setting ~ ' names ' ~ file ~ ', which is empty; it needs a line of '
            ~ 'column names and at least one row.') }}
    {% endif %}
    {% set line = first.columns[0][0] %}
    {% if line.startswith('PAR1') %}
        {{ stop('Setting ' ~ setting ~ ' names ' ~ file ~ ', which is a Parquet file; give it a '
            ~ 'name that ends with .parquet.') }}
    {% endif %}
    {% set delimiters = [',', ';', '\t', '|'] %}
    {% set counts = [] %}
    {% for delimiter in delimiters %}
        {% do counts.append(line.count(delimiter)) %}
    {% endfor %}
    {% set delimiter = delimiters[counts.index(counts | max)] %}
    {% set columns = [] %}
    {% set cells = '(?:^|[' ~ delimiter ~ '])("(?:[^"]|"")*"|[^' ~ delimiter ~ ']*)' %}
    {% for cell in modules.re.findall(cells, line) %}
        {% set name = modules.re.sub('^"|"$', '', cell | trim) | replace('""', '"') %}
        {% do columns.append(name or 'column_' ~ loop.index) %}
    {% endfor %}
    {% for column in columns if (columns | map('lower') | list).count(column | lower) > 1 %}
        {{ stop('The file ' ~ file ~ ' has more than one column named "' ~ column
            ~ '"; give each column a name of its own.') }}
    {% endfor %}
    {{ return({'delimiter': delimiter, 'columns': columns}) }}
{% endmacro %}


{# Post-hook of a staging model: the lines that the CSV reader refused (too many or too few
   fields) join the others with unreadable_field = 'line', so that no line is lost. #}
{% macro keep_refused_lines(setting) %}
    {% if execute %}
        {% set rejects = 'rejected_' ~ setting %}
        {% set found = run_query(
            "select count(*) from duckdb_tables() where temporary and table_name = "
            ~ literal(rejects)
        ) %}
        {% if found.columns[0][0] > 0 %}
            {{ stop_at_open_quote(setting) }}
            insert into {{ this }} (line_id, source_file, refused_line, unreadable_field)
            select
                (select coalesce(max(line_id), 0) from {{ this }})
                + row_number() over (order by scans.file_path, refused.line) as line_id,
                scans.file_path as source_file,
                any_value(refused.csv_line) as refused_line,
                'line' as unreadable_field
            from {{ rejects }} as refused
            inner join scans_{{ setting }} as scans
                on refused.scan_id = scans.scan_id and refused.file_id = scans.file_id
            group by scans.file_path, refused.line
        {% endif %}
    {% endif %}
{% endmacro %}


{# An open quote makes one cell of the rest of the file: nothing after it can be trusted. #}
{% macro stop_at_open_quote(setting) %}
    {{ stop_when(
        "select scans.file_path || ' has a quote in line ' || refused.line"
        ~ " || ' that nothing closes, so that the rest of the file is one cell; close it, or"
        ~ " double it if it belongs to the text.'"
        ~ ' from rejected_' ~ setting ~ ' as refused'
        ~ ' inner join scans_' ~ setting ~ ' as scans'
        ~ ' on refused.scan_id = scans.scan_id and refused.file_id = scans.file_id'
        ~ " where refused.error_type = 'UNQUOTED VALUE' order by refused.line limit 1"
    ) }}
{% endmacro %}
