{# The rows of an input under our column names, all of them, in the order of the input.
   Arguments: setting ('invoices' or 'customers'), fields (see invoice_fields), mapping (the
   value of invoice_columns or customer_columns).
   Returns {'sql': a select, 'types': field -> type of its column}. #}
{% macro read_input(setting, fields, mapping) %}
    {% if not execute %}{{ return({'sql': 'select 1', 'types': {}}) }}{% endif %}
    {% set path = var(setting) | trim %}
    {% set source = input_source(setting, path) %}
    {% set first_files = {} %}
    {% for file in source.files %}
        {% do first_files.setdefault(file.columns | sort | join('\n'), file) %}
    {% endfor %}
    {% for file in first_files.values() %}
        {% set columns = {} %}
        {% for column in file.columns %}
            {% do columns.update({column: source.columns[column]}) %}
        {% endfor %}
        {% do map_columns(setting, columns, fields, mapping, ' in ' ~ file.name) %}
    {% endfor %}
    {% set expressions = map_columns(setting, source.columns, fields, mapping) %}
    {% set selected = ['cast(__line_id as bigint) as line_id', '__source_file as source_file'] %}
    {% if setting == 'invoices' %}
        {% do selected.append(row_filter(source.columns) ~ ' as passes_row_filter') %}
    {% endif %}
    {% for field, expression in expressions.items() %}
        {% do selected.append(expression ~ ' as ' ~ field) %}
    {% endfor %}
    {% set sql = 'select ' ~ selected | join(', ') ~ ' from ' ~ source.relation %}
    {% set types = types_of('(' ~ sql ~ ')') %}
    {% for field in fields if modules.re.search('\\]$|^STRUCT|^MAP|^UNION', types[field]) %}
        {{ stop('Setting ' ~ setting ~ ' gives ' ~ field ~ ' values of type ' ~ types[field]
            ~ '; it takes texts, numbers and dates.') }}
    {% endfor %}
    {{ return({'sql': sql, 'types': types}) }}
{% endmacro %}


{# The setting row_filter as SQL, checked: null where it cannot be evaluated. Argument: columns
   (name -> type) of the input. #}
{% macro row_filter(columns) %}
    {% if var('row_filter') == 'none' %}{{ return('true') }}{% endif %}
    {% set examples = [] %}
    {% for column, type in columns.items() %}
        {% do examples.append('cast(null as ' ~ type ~ ') as ' ~ quoted_name(column)) %}
    {% endfor %}
    {{ return('try' ~ checked_condition(
        'Setting row_filter', columns, var('row_filter'), examples,
        "of a line, such as Type = 'sale'"
    )) }}
{% endmacro %}


{# Where an input stands. Returns {'relation': what to select from, with __line_id
   and __source_file beside the input's own columns, 'columns': name -> type of those, 'files': see
   input_files}. #}
{% macro input_source(setting, path) %}
    {% if '://' in path %}
        {# What stands before the :// says enough; what follows may be a password. #}
        {{ stop('Setting ' ~ setting ~ ' is a URL (' ~ path.split('://')[0] ~ '), and a build '
            ~ 'fetches no files; give the path of a file, or put the URL of a database into the '
            ~ 'environment, such as SHOP_URL, and name it and a table as env:SHOP_URL/invoices.')
        }}
    {% endif %}
    {% set found = input_files(path) %}
    {% if found.problem %}
        {{ stop('Setting ' ~ setting ~ ' names ' ~ found.problem ~ '.') }}
    {% elif found.files | length == 0 %}
        {{ return(table_source(setting, path)) }}
    {% elif found.files[0].kind == 'parquet' %}
        {{ return(parquet_source(found.files)) }}
    {% endif %}
    {{ return(csv_source(setting, found.files)) }}
{% endmacro %}


{# What the plugin of the profile says about the files that a path or glob means. #}
{% macro input_files(path) %}
    {{ return(fromjson(run_query(
        'select describe_input(' ~ literal(path) ~ ', ' ~ literal(var('decimal')) ~ ')'
    ).columns[0][0])) }}
{% endmacro %}


{# Parquet files; columns are matched by name. Argument: files (see input_files). #}
{% macro parquet_source(files) %}
    {% set paths = literals(files | map(attribute='read_from')) %}
    {% set read = "read_parquet(" ~ paths ~ ", union_by_name = true"
        ~ ", hive_partitioning = false" %}
    {% set numbered = read ~ ", file_row_number = true, filename = '__read_from')" %}
    {{ return({
        'relation': '(select *, ' ~ source_file(files) ~ ' as __source_file'
            ~ ', file_index * 100000000000 + file_row_number + 1 as __line_id from '
            ~ numbered ~ ')',
        'columns': types_of(read ~ ')'),
        'files': files,
    }) }}
{% endmacro %}


{# The name of the file that a row comes from, which may have been read from a copy.
   Arguments: files (see input_files), column (string), which holds what was read. #}
{% macro source_file(files, column='__read_from') %}
    {% set copies = [] %}
    {% for file in files if file.name != file.read_from %}
        {% do copies.append(
            ' when ' ~ literal(file.read_from) ~ ' then ' ~ literal(file.name)
        ) %}
    {% endfor %}
    {% set named = 'case ' ~ column ~ copies | join ~ ' else ' ~ column ~ ' end' %}
    {{ return(named if copies else column) }}
{% endmacro %}


{# A table or view of the warehouse or of an attached database. #}
{% macro table_source(setting, name) %}
    {% set found = run_query(
        "with relations as ("
        ~ " select database_name, schema_name, table_name from duckdb_tables()"
        ~ " union all select database_name, schema_name, view_name from duckdb_views())"
        ~ " select * from relations where lower(" ~ literal(name) ~ ") in ("
        ~ " lower(database_name || '.' || schema_name || '.' || table_name),"
        ~ " lower(schema_name || '.' || table_name),"
        ~ " case when schema_name = 'main' then lower(database_name || '.' || table_name) end,"
        ~ " case when schema_name = 'main' then lower(table_name) end)"
    ).rows %}
    {% if found | length != 1 %}
        {{ stop('Setting ' ~ setting ~ ' is ' ~ name ~ ', and there '
            ~ ('is no' if found | length == 0 else 'is more than one')
            ~ ' file or table of that name; give the path of a Parquet, CSV or Excel file, a '
            ~ 'glob such as folder/*.csv, a table as database.schema.table, or, with the URL of a '
            ~ 'database in the environment, env:SHOP_URL/table.') }}
    {% endif %}
    {% set relation = found[0].values() | map('string') | map('replace', '"', '""') | join('"."') %}
    {% set relation = '"' ~ relation ~ '"' %}
    {{ return({
        'relation': '(select *, row_number() over () as __line_id, '
            ~ literal(name) ~ ' as __source_file from ' ~ relation ~ ')',
        'columns': types_of(relation),
        'files': [],
    }) }}
{% endmacro %}


{# The columns of whatever can be selected from: name -> type. #}
{% macro types_of(relation) %}
    {% set types = {} %}
    {% for column in run_query('describe select * from ' ~ relation).rows %}
        {% do types.update({column[0]: column[1]}) %}
    {% endfor %}
    {{ return(types) }}
{% endmacro %}
