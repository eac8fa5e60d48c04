{#- A view is replaced in one statement, as a table is. -#}
{% materialization view, adapter="duckdb" %}
  {%- set target = this.incorporate(type="view") -%}
  {{ run_hooks(pre_hooks) }}
  {%- call statement("main") %}
    {{- make_way(target, ["table"]) }}
    {%- if config.get("contract").enforced %}
      {{- get_assert_columns_equivalent(compiled_code) }}
    {%- endif %}
    create or replace view {{ target }} as ({{ compiled_code }});
  {%- endcall %}
  {{ run_hooks(post_hooks) }}
  {%- do adapter.commit() %}
  {{ return({"relations": [target]}) }}
{% endmaterialization %}
