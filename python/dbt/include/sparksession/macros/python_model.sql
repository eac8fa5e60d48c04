{# The code of a Python model, and of what writes the table that it returns. #}
{% macro sparksession__create_table_as(temporary, relation, compiled_code, language='sql') -%}
  {%- if language == 'python' -%}
{{ compiled_code }}


session.write(
    model(dbtObj(session.ref), session),
    {{ tojson(relation | string) }},
    {{ tojson(config.get('file_format', 'parquet')) }},
)
  {%- else -%}
    {{- spark__create_table_as(temporary, relation, compiled_code, language) -}}
  {%- endif -%}
{%- endmacro %}
