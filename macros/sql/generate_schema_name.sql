{# Each layer has a schema of its own name, without the target's name in front of it.
   Arguments: custom_schema_name (string or none), node (the model). #}
{% macro generate_schema_name(custom_schema_name, node) %}
    {{- (custom_schema_name or target.schema) | trim -}}
{% endmacro %}
