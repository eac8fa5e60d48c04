{# What must hold of the tables of a layer, in one query: a row for each fact that does not, with
   the table, the fact, the number of rows that break it, and the key of one of them.
   Argument: tables (dict), the name of each model or seed -> what must hold of it:
     key (string): the columns that tell its rows apart, as in its description; '' if it has one row
     other_keys (list of strings): more columns that do
     proved_by (string): tables or tests that fail if the key does, so that it is not tested again
     rules (dict): words -> a SQL condition that holds on every row; one that is null holds not #}
{% macro facts(tables) %}
    {%- set queries = [] -%}
    {%- for table, declared in tables.items() -%}
        {%- set keys = [declared.key] if 'key' in declared and not declared.proved_by else [] -%}
        {%- for key in keys + declared.get('other_keys', []) -%}
            {%- do queries.append(broken_key(table, key) if key else broken_count(table)) -%}
        {%- endfor -%}
        {%- for rule, condition in declared.get('rules', {}).items() -%}
            {%- do queries.append(broken_rule(table, rule, condition, declared.key)) -%}
        {%- endfor -%}
    {%- endfor -%}
with facts as (
    {{- queries | join('    union all') -}}
)

select * from facts
{% endmacro %}

{# Rows that share a key. Only they are written out as text. #}
{% macro broken_key(table, key) %}
    select
        '{{ table }}' as table_name,
        '{{ key }} {{ "are unique together" if "," in key else "is unique" }}' as fact,
        cast(sum(copies) as bigint) as broken_rows,
        min(example) as example
    from (
        select
            count(*) as copies,
            {{ key_as_text(key) }} as example
        from {{ ref(table) }}
        group by {{ key }}
        having count(*) > 1
    ) as repeated
    having count(*) > 0
{% endmacro %}

{# The rows of a table that should have one. #}
{% macro broken_count(table) %}
    select
        '{{ table }}' as table_name,
        'it has one row' as fact,
        count(*) as broken_rows,
        {{ key_as_text(none) }} as example
    from {{ ref(table) }}
    having count(*) != 1
{% endmacro %}

{# Rows on which a condition does not hold. It stands in a filter, because the database need not
   read a column for that whose least and greatest value say enough. #}
{% macro broken_rule(table, rule, condition, key) %}
    select
        '{{ table }}' as table_name,
        {{ literal(rule) }} as fact,
        count(*) as broken_rows,
        min({{ key_as_text(key) }}) as example
    from {{ ref(table) }}
    where not coalesce(({{ condition }}), false)
    having count(*) > 0
{% endmacro %}

{# The values of a key with commas between them; null without a key. Argument: key
   (string or none). #}
{% macro key_as_text(key) %}
    {%- set type, texts = dbt.type_string(), [] -%}
    {%- for column in (key or '').split(', ') if column -%}
        {%- do texts.append('coalesce(cast(' ~ column ~ ' as ' ~ type ~ "), 'null')") -%}
    {%- endfor -%}
    {{- texts | join(" || ', ' || ") or 'cast(null as ' ~ type ~ ')' -}}
{% endmacro %}
