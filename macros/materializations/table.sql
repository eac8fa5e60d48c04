{#-
    A table is replaced in one statement. dbt-duckdb builds it under another name, renames
    the old one, renames the new one and drops the old one, which takes longer for a small
    table. Both do it in one transaction: what fails leaves the old table as it was.
    Not for constraints that refer to other tables, indexes, grants or DuckLake.
-#}
{% materialization table, adapter="duckdb", supported_languages=["sql", "python"] %}
  {%- set target = this.incorporate(type="table") -%}
  {{ run_hooks(pre_hooks) }}
  {%- if model["language"] == "python" %}
    {#- It writes over a connection of its own, outside of this transaction. -#}
    {%- set written = make_intermediate_relation(target) %}
    {%- do adapter.drop_relation(written) %}
    {%- call statement("main", language="python") %}
      {{- write_answer(written, compiled_code) }}
    {%- endcall %}
    {%- call statement("put_in_place") %}
      {{ make_way(target, ["table", "view"]) }}
      alter table {{ written }} rename to {{ adapter.quote(target.identifier) }};
    {%- endcall %}
  {%- else %}
    {%- call statement("main") %}
      {{- make_way(target, ["view"]) }}
      {{- replace_table(target, compiled_code) }}
    {%- endcall %}
  {%- endif %}
  {{ run_hooks(post_hooks) }}
  {%- do adapter.commit() %}
  {{ return({"relations": [target]}) }}
{% endmaterialization %}

{# The code of a Python model, which returns a relation of DuckDB, and of what dbt-duckdb does with
   its answer. That of dbt-duckdb imports a library for tables first. #}
{% macro write_answer(relation, compiled_code) -%}
{{ compiled_code }}


def materialize(answer, connection):
    answer.query("answer", {{ tojson("create table " ~ relation ~ " as from answer") }})
{%- endmacro %}

{# The statement; columns and constraints are those of the contract, where there is one. #}
{% macro replace_table(relation, sql) -%}
  {%- if config.get("contract").enforced %}
    {{- get_assert_columns_equivalent(sql) }}
    create or replace table {{ relation }} {{ get_table_columns_and_constraints() }};
    insert into {{ relation }} {{ get_column_names() }} ({{ get_select_subquery(sql) }});
  {%- else -%}
    create or replace table {{ relation }} as ({{ sql }});
  {%- endif %}
{%- endmacro %}

{# A statement that drops what has the name of a relation, if it is of one of these kinds; it is
   part of the transaction, unlike adapter.drop_relation. #}
{% macro make_way(relation, kinds) -%}
  {%- set existing = load_cached_relation(relation) -%}
  {%- if existing is not none and existing.type in kinds -%}
    drop {{ existing.type }} {{ existing }};
  {%- endif %}
{%- endmacro %}
