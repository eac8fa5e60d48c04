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
        {% set settings = adapter.get_relation(target.database, 'segmentation', 'seg_settings') %}
        {% for name, segmentation in segmentations().items() %}
            {% set fitted = run_query(
                'select settings from ' ~ settings ~ ' where segmentation = ' ~ literal(name)
            ).columns[0].values() | list %}
            {% if fitted | length == 0 %}
                {{ stop('Segmentation ' ~ name ~ ' was never fitted; ' ~ advice) }}
            {% endif %}
            {% set fitted = fromjson(fitted[0]) %}
            {% if fitted.is_sample != is_sample() %}
                {{ stop('Segmentation ' ~ name ~ ' was fitted on '
                    ~ ('the sample' if fitted.is_sample else 'data of your own')
                    ~ ', and this run reads ' ~ var('invoices') ~ '; ' ~ advice) }}
            {% endif %}
            {% for key in ['features', 'split_by', 'filter', 'scaler', 'pca_components',
                'algorithm', 'clusters'] if fitted[key] != segmentation[key] %}
                {{ stop('Segmentation ' ~ name ~ ' was fitted with ' ~ key ~ ' = ' ~ fitted[key]
                    ~ ', and the settings say ' ~ segmentation[key] ~ '; ' ~ advice) }}
            {% endfor %}
        {% endfor %}
    {% endif %}
{% endmacro %}


{# Post-hook of every table of the fit: says which run made it, so that a run that only scores
   can tell a fit that was finished from one that was killed. #}
{% macro sign_with_run() %}
    {% if 'fit' in model.tags %}
        comment on table {{ this }} is '{{ invocation_id }}'
    {% endif %}
{% endmacro %}


{# Stops a run that only scores when the tables of the fit are of several runs. #}
{% macro check_fit_is_of_one_run(advice) %}
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
