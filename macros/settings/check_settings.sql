{# Stops the run, before anything is built, at settings that cannot be meant and at an input that
   cannot be read. #}
{% macro check_settings() %}
    {% if execute %}
        {% if flags.WHICH == 'retry' %}
            {{ stop('dbt retry would continue a run whose input may have changed since; use '
                ~ 'dbt build.') }}
        {% endif %}
        {{ stop_at_templates() }}
        {{ stop_without_plugin() }}
        {% do run_settings() %}
        {{ check_publishing() }}
        {% do start_worker() %}
        {% if flags.WHICH in ['build', 'run'] %}
            {{ recall_last_version() }}
            {{ check_frozen_model() }}
        {% endif %}
        {% for setting, model in [
            ('invoices', 'stg_typed_lines'), ('customers', 'stg_customers')
        ] if is_selected(model) %}
            {% do read_input(setting) %}
            {% for name in files_of_input(setting).in_latin_1 %}
                {% do log('Note: ' ~ name ~ ' is not UTF-8, and is read as Windows-1252 '
                    ~ '(Latin-1).', info=true) %}
            {% endfor %}
        {% endfor %}
        {{ close_doors() }}
    {% endif %}
{% endmacro %}

{# dbt renders a setting whenever it is read: this comes before any of them is. #}
{% macro stop_at_templates() %}
    {% for name, value in (invocation_args_dict.get('vars') or {}).items() %}
        {% if value is string and modules.re.search('[{][{%#]', value) %}
            {{ stop('Setting ' ~ name ~ ' holds ' ~ value[:40] ~ ', which dbt would take for a '
                ~ 'template; write it without {' ~ '{, {' ~ '% and {' ~ '#.') }}
        {% endif %}
    {% endfor %}
{% endmacro %}

{# The functions that read input files come with the plugin that the profile names. #}
{% macro stop_without_plugin() %}
    {{ adapter.dispatch('stop_without_plugin', 'customer_segmentation')() }}
{% endmacro %}

{# The adapter for Spark comes with them. #}
{% macro default__stop_without_plugin() %}{% endmacro %}

{% macro duckdb__stop_without_plugin() %}
    {% set found = run_query(
        "select count(*) from duckdb_functions() where function_name = 'ask_customer_segmentation'"
    ) %}
    {% if found.columns[0][0] == 0 %}
        {{ stop('The profile ' ~ target.profile_name ~ ' has no plugin customer_segmentation'
            ~ '.plugin.warehouse; add it as in profiles/profiles.yml.') }}
    {% endif %}
{% endmacro %}

{# Whether this run builds a model. Argument: name (string). #}
{% macro is_selected(name) %}
    {{ return(
        flags.WHICH in ['build', 'run']
        and 'model.' ~ project_name ~ '.' ~ name in selected_resources
    ) }}
{% endmacro %}
