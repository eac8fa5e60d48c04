{# Asks the plugin of the profile, in JSON; a problem that it names stops the run. Only macros of
   this folder call it: one for each function of python/customer_segmentation/plugin/functions.py.
   Arguments: function (string), question (mapping), the arguments of that function. #}
{% macro ask_plugin(function, question={}) %}
    {{ return(adapter.dispatch('ask_plugin', 'customer_segmentation')(function, question)) }}
{% endmacro %}

{% macro default__ask_plugin(function, question) %}
    {{ return(answer_of_plugin(
        adapter.ask_customer_segmentation(function, tojson(question))
    )) }}
{% endmacro %}

{% macro duckdb__ask_plugin(function, question) %}
    {% set asked = 'select ask_customer_segmentation(' ~ literal(function) ~ ', '
        ~ literal(tojson(question)) ~ ')' %}
    {{ return(answer_of_plugin(run_query(asked).columns[0][0])) }}
{% endmacro %}

{# What the JSON of an answer says. #}
{% macro answer_of_plugin(answer) %}
    {% set answer = fromjson(answer) %}
    {% if answer.problem %}{{ stop(answer.problem) }}{% endif %}
    {{ return(answer.answer) }}
{% endmacro %}
