{# The names of all settings, with those that dbt_project.yml has. Returns a list. #}
{% macro setting_names() %}
    {{ return(ask_plugin('setting_names')) }}
{% endmacro %}

{# What macros need to know of settings, once they are checked. Argument: values (mapping). #}
{% macro checked_settings(values) %}
    {% set today = run_started_at.strftime('%Y-%m-%d') %}
    {{ return(ask_plugin('check_settings', {'values': values, 'today': today})) }}
{% endmacro %}

{# Stops the run where a model was fitted with other settings. Argument: fitted (mapping),
   segmentation -> settings of the published model. #}
{% macro check_fitted(fitted) %}
    {% do ask_plugin('check_fitted', {'segmentations': segmentations(), 'fitted': fitted}) %}
{% endmacro %}

{# How an input is read. Argument: question (mapping), see query_of_input in inputs/queries.py.
   Returns a mapping with sql and types, or with the table that has to be found first. #}
{% macro query_of_input(question) %}
    {{ return(ask_plugin('query_of_input', question)) }}
{% endmacro %}

{# Which files an input is. Argument: setting ('invoices' or 'customers'). Returns a mapping: paths,
   is_csv, in_latin_1, source_file. #}
{% macro files_of_input(setting) %}
    {{ return(ask_plugin(
        'files_of_input', {'path': path_of_input(setting), 'decimal': var('decimal')}
    )) }}
{% endmacro %}

{# Paths as they are from the root of the file system. Argument: paths (list of strings). #}
{% macro absolute_paths(paths) %}
    {{ return(ask_plugin('absolute_paths', {'paths': paths})) }}
{% endmacro %}

{# The file of an input that changed since it was looked at, or ''. Argument: setting (string). #}
{% macro changed_input(setting) %}
    {{ return(ask_plugin('changed_input', {'path': path_of_input(setting)})) }}
{% endmacro %}

{# Which file of an input cannot be read to its end, and why, or ''. Argument: setting (string). #}
{% macro damaged_input(setting) %}
    {{ return(ask_plugin('damaged_input', {'path': path_of_input(setting)})) }}
{% endmacro %}

{# What was published last. Argument: folder (string). Returns a mapping: last, sample, own. #}
{% macro last_delivery(folder) %}
    {{ return(ask_plugin('last_delivery', {'folder': folder})) }}
{% endmacro %}

{# How tables of the version that this build continues are read. Arguments: folder (string), version
   (string or none), tables (mapping), name -> columns. See memory/recall.py. #}
{% macro recall(folder, version, tables) %}
    {{ return(ask_plugin(
        'recall', {'folder': folder, 'version': version, 'tables': tables}
    )) }}
{% endmacro %}

{# The name of a Python package if it is not installed, or ''. Argument: name (string). #}
{% macro missing_package(name) %}
    {{ return(ask_plugin('missing_package', {'name': name})) }}
{% endmacro %}

{# Starts the process in which Python models do their work, while the first lines are read. #}
{% macro start_worker() %}
    {% set needed = {
        'seg_cluster_counts': ['evidence.cluster_counts', 'evidence.costly_scores'],
        'publications': ['publishing.formats'],
    } %}
    {% set modules = [] %}
    {% for model, of_model in needed.items() if is_selected(model) %}
        {% do modules.extend(of_model) %}
    {% endfor %}
    {% if modules %}{% do ask_plugin('start_worker', {'modules': modules}) %}{% endif %}
{% endmacro %}
