{# What this run would publish must be whole: built and tested by this run, the fit of an earlier
   one excepted. #}
{% macro check_publishing() %}
    {% if is_selected('publications') %}
        {% set advice = '; use dbt build without a selection, or add --exclude publications.' %}
        {% if flags.WHICH != 'build' %}
            {{ stop('dbt ' ~ flags.WHICH ~ ' runs no tests, and nothing is published untested'
                ~ advice) }}
        {% endif %}
        {% for id, node in graph.nodes.items()
            if node.resource_type in ['model', 'test'] and id not in selected_resources
            and not may_be_left_out(node) %}
            {{ stop('This run leaves out ' ~ node.name ~ ', and only a complete build is published'
                ~ advice) }}
        {% endfor %}
        {% if 'report' in var('publish_formats') and missing_package('plotly') %}
            {% do log('Note: report.html is left out, because it needs plotly; pip install '
                ~ 'plotly, or take report out of publish_formats.', info=true) %}
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

{# From here on SQL reads and writes no file but the input, and what stands in the folders of the
   warehouse, of what is published and of the seeds; and no setting of the database can be
   changed. #}
{% macro close_doors() %}
    {{ adapter.dispatch('close_doors', 'customer_segmentation')() }}
{% endmacro %}

{# What a cluster may read and write is decided by its rights. #}
{% macro default__close_doors() %}{% endmacro %}

{% macro duckdb__close_doors() %}
    {% if run_query("select current_setting('enable_external_access')").columns[0][0] %}
        {% set files = [] %}
        {% for setting in ['invoices', 'customers'] if has_input(setting) %}
            {% do files.extend(files_of_input(setting).paths) %}
        {% endfor %}
        {% set folders = absolute_paths(
            [target.path ~ '/..', var('publish_dir'), 'seeds/lookups']
        ) %}
        {% do run_query('set allowed_paths = [' ~ enumerated(files) ~ ']') %}
        {% do run_query('set allowed_directories = [' ~ enumerated(folders) ~ ']') %}
        {% do run_query('set enable_external_access = false') %}
        {% do run_query('set lock_configuration = true') %}
    {% endif %}
{% endmacro %}
