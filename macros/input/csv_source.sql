{# CSV files, every field as text; files whose headers differ are matched by name. Lines that
   the reader refuses go to the temporary table rejected_<setting> (see keep_refused_lines).
   Arguments: setting (string), files (see input_files). #}
{% macro csv_source(setting, files) %}
    {% set reads = {} %}
    {% for file in files %}
        {% set header = {'delimiter': file.delimiter, 'columns': file.columns} %}
        {% do reads.setdefault(header | tojson, []).append(file.read_from) %}
    {% endfor %}
    {% set selects = [] %}
    {% set types = {} %}
    {% for header, same_files in reads.items() %}
        {% set header = fromjson(header) %}
        {% for column in header.columns %}{% do types.update({column: 'VARCHAR'}) %}{% endfor %}
        {% do selects.append('select * from ' ~ read_csv_text(setting, same_files, header)) %}
    {% endfor %}
    {{ return({
        'relation': '(select *, ' ~ source_file(files) ~ ' as __source_file'
            ~ ', row_number() over () as __line_id from ('
            ~ selects | join(' union all by name ') ~ '))',
        'columns': types,
        'files': files,
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
        ~ ", quote = '\"', escape = '\"', filename = '__read_from'"
        ~ ', columns = {' ~ columns | join(', ') ~ '}'
        ~ ', null_padding = false, store_rejects = true, rejects_limit = 0'
        ~ ", rejects_table = 'rejected_" ~ setting ~ "', rejects_scan = 'scans_" ~ setting ~ "')"
    ) }}
{% endmacro %}
