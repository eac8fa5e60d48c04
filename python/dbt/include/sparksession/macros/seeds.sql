{# A seed is a table of the types that it declares, under the names that Spark has for them. #}
{% macro sparksession__create_csv_table(model, agate_table) %}
    {%- set columns = [] -%}
    {%- for name, type in types_of_seed(model, agate_table).items() -%}
        {%- do columns.append(adapter.quote(name) ~ ' ' ~ type) -%}
    {%- endfor -%}
    {%- set sql = 'create table ' ~ this ~ ' (' ~ columns | join(', ') ~ ') '
        ~ file_format_clause() -%}
    {%- call statement('_') -%}{{ sql }}{%- endcall -%}
    {{- return(sql) -}}
{% endmacro %}

{# All rows of a seed in one statement; an empty field is null. #}
{% macro sparksession__load_csv_rows(model, agate_table) %}
    {%- set types, rows = types_of_seed(model, agate_table).values() | list, [] -%}
    {%- for row in agate_table.rows -%}
        {%- set values = [] -%}
        {%- for value in row -%}
            {%- set text = text_of_seed(value) -%}
            {%- do values.append('cast(' ~ text ~ ' as ' ~ types[loop.index0] ~ ')') -%}
        {%- endfor -%}
        {%- do rows.append('(' ~ values | join(', ') ~ ')') -%}
    {%- endfor -%}
    {%- set sql = 'insert into ' ~ this ~ ' values ' ~ rows | join(', ') -%}
    {%- if rows -%}{%- do adapter.add_query(sql, abridge_sql_log=True) -%}{%- endif -%}
    {{- return(sql) -}}
{% endmacro %}

{# Column -> type. #}
{% macro types_of_seed(model, agate_table) %}
    {%- set declared, types = model['config'].get('column_types', {}), {} -%}
    {%- for name in agate_table.column_names -%}
        {%- set type = declared.get(name, adapter.convert_type(agate_table, loop.index0)) -%}
        {%- do types.update({name: 'string' if type == 'varchar' else type}) -%}
    {%- endfor -%}
    {{- return(types) -}}
{% endmacro %}

{# A value as a SQL text, or null. #}
{% macro text_of_seed(value) %}
    {%- if value is none -%}{{- return('null') -}}{%- endif -%}
    {{- return("'" ~ value | string | replace('\\', '\\\\') | replace("'", "\\'") ~ "'") -}}
{% endmacro %}
