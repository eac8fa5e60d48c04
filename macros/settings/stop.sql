{# Stops the run with one sentence: what came, what was needed, what to do.
   Argument: sentence (string). #}
{% macro stop(sentence) %}
    {{ exceptions.raise_compiler_error(sentence) }}
{% endmacro %}

{# For a post-hook: stops the run when a query finds a row; that row is the sentence.
   Argument: query (string), one text column, no row when all is well. #}
{% macro stop_when(query) %}
    {% if execute %}
        {% set found = run_query(query) %}
        {% if found | length > 0 and found.columns[0][0] is not none %}
            {{ stop(found.columns[0][0]) }}
        {% endif %}
    {% endif %}
{% endmacro %}
