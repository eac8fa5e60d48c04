{# A run that scores and leaves out the fit needs a model of an earlier one that fits the
   settings of today. #}
{% macro check_frozen_model() %}
    {% if is_selected('seg_distances') and not is_selected('seg_parameters') %}
        {% set model = adapter.get_relation(target.database, 'segmentation', 'seg_parameters') %}
        {% set advice = 'run dbt build once with the fit.' %}
        {% if model is none %}
            {{ stop('There is no fitted model in ' ~ target.path ~ ' to score with; ' ~ advice) }}
        {% endif %}
        {{ check_fit_is_of_one_run(advice) }}
        {% set fitted = {} %}
        {% for name, settings in run_query(
            'select segmentation, settings from ' ~ model.schema ~ '.seg_settings'
        ).rows %}
            {% do fitted.update({name: fromjson(settings)}) %}
        {% endfor %}
        {{ check_fitted(fitted) }}
    {% endif %}
{% endmacro %}

{# Post-hook of every table of the fit: says which run made it, so that a run that only scores
   can tell a fit that was finished from one that was killed. #}
{% macro sign_with_run() %}
    {% if 'fit' in model.tags and target.type == 'duckdb' %}
        comment on table {{ this }} is '{{ invocation_id }}'
    {% endif %}
{% endmacro %}

{# Stops a run that only scores when the tables of the fit are of several runs. #}
{% macro check_fit_is_of_one_run(advice) %}
    {{ adapter.dispatch('check_fit_is_of_one_run', 'customer_segmentation')(advice) }}
{% endmacro %}

{# Tables of Spark are not signed. #}
{% macro default__check_fit_is_of_one_run(advice) %}{% endmacro %}

{% macro duckdb__check_fit_is_of_one_run(advice) %}
    {% set runs = run_query(
        'select count(distinct coalesce(comment, table_name)) from duckdb_tables()'
        ~ ' where database_name = current_database() and ' ~ is_one_of('table_name', fit_tables())
    ).columns[0][0] %}
    {% if runs > 1 %}
        {{ stop('The last fit in ' ~ target.path ~ ' was not finished; ' ~ advice) }}
    {% endif %}
{% endmacro %}

{# The names of the tables of the fit. #}
{% macro fit_tables() %}
    {% set names = [] %}
    {% for node in graph.nodes.values() if node.resource_type == 'model' and 'fit' in node.tags %}
        {% do names.append(node.name) %}
    {% endfor %}
    {{ return(names) }}
{% endmacro %}
