{#- A view is replaced in one statement, as a table is. -#}
{% materialization view, adapter="duckdb" %}
  {%- set existing = load_cached_relation(this) -%}
  {%- set target = this.incorporate(type="view") -%}
  {{ run_hooks(pre_hooks) }}
  {%- if existing is not none and not existing.is_view %}
    {%- do adapter.drop_relation(existing) %}
  {%- endif %}
  {%- call statement("main") %}
    {%- if config.get("contract").enforced %}
      {{- get_assert_columns_equivalent(compiled_code) }}
    {%- endif %}
    create or replace view {{ target }} as ({{ compiled_code }});
  {%- endcall %}
  {{ run_hooks(post_hooks) }}
  {%- do adapter.commit() %}
  {{ return({"relations": [target]}) }}
{% endmaterialization %}
