{# A run that scores and leaves out the fit needs a model of an earlier one that fits the
   settings of today. #}
{% macro check_frozen_model() %}
    {% if is_selected('seg_distances') and not is_selected('seg_parameters') %}
        {% set model = adapter.get_relation(target.database, 'segmentation', 'seg_parameters') %}
        {% set advice = 'run dbt build once with the fit.' %}
        {% if model is none %}
            {{ stop('There is no fitted model in ' ~ (target.path or 'the cluster')
                ~ ' to score with; ' ~ advice) }}
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
    {% if 'fit' in model.tags %}
        {{ adapter.dispatch('sign_with_run', 'customer_segmentation')() }}
    {% endif %}
{% endmacro %}

{% macro default__sign_with_run() %}
    alter table {{ this }} set tblproperties ('fitted_by_run' = '{{ invocation_id }}')
{% endmacro %}

{% macro duckdb__sign_with_run() %}
    comment on table {{ this }} is '{{ invocation_id }}'
{% endmacro %}

{# Stops a run that only scores when the tables of the fit are of several runs. #}
{% macro check_fit_is_of_one_run(advice) %}
    {{ adapter.dispatch('check_fit_is_of_one_run', 'customer_segmentation')(advice) }}
{% endmacro %}

{% macro default__check_fit_is_of_one_run(advice) %}
    {% set runs = [] %}
    {% for table in fit_tables() %}
        {% set described = run_query('describe table extended segmentation.' ~ table) %}
        {% for row in described.rows if row[0] == 'Table Properties' %}
            {% set after = (row[1] ~ '').partition('fitted_by_run=')[2] %}
            {% do runs.append(after[:invocation_id | length] or table) %}
        {% else %}
            {% do runs.append(table) %}
        {% endfor %}
    {% endfor %}
    {% if runs | unique | list | length > 1 %}
        {{ stop('The last fit on the cluster was not finished; ' ~ advice) }}
    {% endif %}
{% endmacro %}

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
