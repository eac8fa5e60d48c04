{#-
    A table is replaced in one statement. dbt-duckdb builds it under another name, renames
    the old one, renames the new one and drops the old one: four times as long for a small
    table. Both do it in one transaction: readers see the old table or the new one.
    Not for constraints that refer to other tables, indexes, grants or DuckLake.
-#}
{% materialization table, adapter="duckdb", supported_languages=["sql", "python"] %}
  {%- set existing = load_cached_relation(this) -%}
  {%- set target = this.incorporate(type="table") -%}
  {{ run_hooks(pre_hooks) }}
  {%- if existing is not none and not existing.is_table %}
    {%- do adapter.drop_relation(existing) %}
  {%- endif %}
  {%- if model["language"] == "python" %}
    {#- It writes over a connection of its own, so it cannot replace what this one drops. -#}
    {%- set written = make_intermediate_relation(target) %}
    {%- do adapter.drop_relation(written) %}
    {%- call statement("main", language="python") %}
      {{- py_write_table(temporary=False, relation=written, compiled_code=compiled_code) }}
    {%- endcall %}
    {%- do adapter.drop_relation(target) %}
    {%- do adapter.rename_relation(written, target) %}
  {%- else %}
    {%- call statement("main") %}
      {{- replace_table(target, compiled_code) }}
    {%- endcall %}
  {%- endif %}
  {{ run_hooks(post_hooks) }}
  {%- do adapter.commit() %}
  {{ return({"relations": [target]}) }}
{% endmaterialization %}

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
