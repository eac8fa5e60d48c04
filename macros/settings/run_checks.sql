{# What this run would publish must be whole: built and tested by this run, the fit of an earlier
   one excepted. #}
{% macro check_publishing() %}
    {% if is_selected('publications') %}
        {% set advice = '; use dbt build without a selection, or add --exclude publications.' %}
        {% if flags.WHICH != 'build' %}
            {{ stop('dbt ' ~ flags.WHICH ~ ' makes no tests, and nothing is published untested'
                ~ advice) }}
        {% endif %}
        {% for id, node in graph.nodes.items()
            if node.resource_type in ['model', 'test'] and id not in selected_resources
            and not may_be_left_out(node) %}
            {{ stop('This run leaves out ' ~ node.name ~ ', and only a whole build is published'
                ~ advice) }}
        {% endfor %}
        {% set missing = run_query("select missing_package('plotly')").columns[0][0] %}
        {% if missing and 'report' in var('publish_formats') %}
            {% do log('Note: report.html is left out, because it needs ' ~ missing ~ '; pip '
                ~ 'install ' ~ missing ~ ', or take report out of publish_formats.', info=true) %}
        {% endif %}
    {% endif %}
{% endmacro %}


{# Whether a build may do without a model or test: the whole fit, or a test of what is left out
   itself, be it of the fit or a seed. #}
{% macro may_be_left_out(node) %}
    {% if 'fit' in node.tags %}{{ return(not is_selected('seg_parameters')) }}{% endif %}
    {% for id in node.depends_on.nodes if node.resource_type == 'test' %}
        {% set parent = graph.nodes.get(id) %}
        {% if parent and id not in selected_resources
            and ('fit' in parent.tags or parent.resource_type == 'seed') %}
            {{ return(true) }}
        {% endif %}
    {% endfor %}
    {{ return(false) }}
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


{# From here on SQL reads and writes no file but the input, and what stands in the folders of the
   warehouse, of what is published and of the seeds; and no setting of the database can be
   changed. #}
{% macro close_doors() %}
    {% if run_query("select current_setting('enable_external_access')").columns[0][0] %}
        {% set files = [] %}
        {% for setting in ['invoices', 'customers'] if has_input(setting) %}
            {% for file in input_files(var(setting) | trim).files %}
                {% do files.append("absolute_path(" ~ literal(file.read_from) ~ ")") %}
            {% endfor %}
        {% endfor %}
        {% set folders = [
            "absolute_path(" ~ literal(target.path ~ '/..') ~ ")",
            "absolute_path(" ~ literal(var('publish_dir')) ~ ")",
            "absolute_path('seeds/lookups')",
        ] %}
        {% do run_query('set allowed_paths = [' ~ files | join(', ') ~ ']') %}
        {% do run_query('set allowed_directories = [' ~ folders | join(', ') ~ ']') %}
        {% do run_query('set enable_external_access = false') %}
        {% do run_query('set lock_configuration = true') %}
    {% endif %}
{% endmacro %}
