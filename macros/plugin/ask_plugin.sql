{# Asks the plugin of the profile, in JSON; a problem that it names stops the run. Only macros of
   this folder call it: one for each function of python/customer_segmentation/plugin/functions.py.
   Arguments: function (string), question (mapping), the arguments of that function. #}
{% macro ask_plugin(function, question={}) %}
    {{ return(adapter.dispatch('ask_plugin', 'customer_segmentation')(function, question)) }}
{% endmacro %}

{% macro duckdb__ask_plugin(function, question) %}
    {% set asked = 'select ask_customer_segmentation(' ~ literal(function) ~ ', '
        ~ literal(tojson(question)) ~ ')' %}
    {% set answer = fromjson(run_query(asked).columns[0][0]) %}
    {% if answer.problem %}{{ stop(answer.problem) }}{% endif %}
    {{ return(answer.answer) }}
{% endmacro %}
