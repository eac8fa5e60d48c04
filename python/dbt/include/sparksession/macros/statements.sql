{# Files are Parquet, which every Spark has, unless a model says otherwise. #}
{% macro sparksession__file_format_clause() %}
    using {{ config.get('file_format', 'parquet') }}
{%- endmacro %}

{# dbt-spark forgets the order. #}
{% macro sparksession__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
    {%- set order = ' within group (' ~ order_by_clause ~ ')' if order_by_clause else '' -%}
    {{- return('listagg(' ~ measure ~ ', ' ~ delimiter_text ~ ')' ~ order) -}}
{% endmacro %}

{# dbt-spark has more to say about days, all of which a date knows. #}
{% macro sparksession__datediff(first_date, second_date, datepart) %}
    {%- if datepart != 'day' %}
        {{- return(spark__datediff(first_date, second_date, datepart)) -}}
    {%- endif %}
    {{- return('cast(datediff(' ~ second_date ~ ', ' ~ first_date ~ ') as bigint)') -}}
{% endmacro %}

{# The same holds of what is added to a date. #}
{% macro sparksession__dateadd(datepart, interval, from_date_or_timestamp) %}
    {%- set functions = {'day': 'date_add', 'month': 'add_months'} -%}
    {%- if datepart not in functions -%}
        {{- return(spark__dateadd(datepart, interval, from_date_or_timestamp)) -}}
    {%- endif -%}
    {{- return(functions[datepart] ~ '(cast(' ~ from_date_or_timestamp ~ ' as date), '
        ~ interval ~ ')') -}}
{% endmacro %}

{# A contract names types of DuckDB. Here it says which columns there are, in which order; the
   rest of it is tested on a target of DuckDB. #}
{% macro sparksession__get_assert_columns_equivalent(sql) %}{% endmacro %}

{# Parquet has no constraints. #}
{% macro sparksession__persist_constraints(relation, model) %}{% endmacro %}
