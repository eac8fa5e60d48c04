{# How the rows of an input are read under our column names, all of them, in the order of the input.
   Argument: setting ('invoices' or 'customers'). Returns {'sql': a select, 'types': our column ->
   type in the input}. #}
{% macro read_input(setting) %}
    {% if not execute %}{{ return({'sql': 'select 1', 'types': {}}) }}{% endif %}
    {% set question = {
        'setting': setting,
        'path': path_of_input(setting),
        'columns': var(setting[:-1] ~ '_columns'),
        'row_filter': var('row_filter'),
        'decimal': var('decimal'),
    } %}
    {% set answer = query_of_input(question) %}
    {% if answer.table %}
        {% set table = table_of_input(setting, answer.table) %}
        {% set answer = query_of_input(dict(question, table=table)) %}
    {% endif %}
    {{ return(answer) }}
{% endmacro %}

{# A table or view of the warehouse or of an attached database. Arguments: setting (string), name
   (string). Returns {'relation': SQL, 'columns': name -> type}. #}
{% macro table_of_input(setting, name) %}
    {{ return(adapter.dispatch('table_of_input', 'customer_segmentation')(setting, name)) }}
{% endmacro %}

{# The plugin has written the name as SQL. #}
{% macro default__table_of_input(setting, name) %}
    {% set found = adapter.describe_input(name) %}
    {% if found.problem %}
        {{ stop('Setting ' ~ setting ~ ' is ' ~ var(setting) ~ ', which the cluster cannot read ('
            ~ found.problem ~ '); name a table that you may read, or a Parquet file or folder '
            ~ 'that executors see.') }}
    {% endif %}
    {{ return({'relation': name, 'columns': found.columns}) }}
{% endmacro %}

{% macro duckdb__table_of_input(setting, name) %}
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
    {% set columns = {} %}
    {% for column in run_query('describe select * from ' ~ relation).rows %}
        {% do columns.update({column[0]: column[1]}) %}
    {% endfor %}
    {{ return({'relation': relation, 'columns': columns}) }}
{% endmacro %}
