{# Brings what this build continues into the schema `memory`: tables of the version published last,
   without rows where there is none. #}
{% macro recall_last_version() %}
    {% set tables = {} %}
    {% for table in [
        'segment_models', 'segment_model_parameters', 'segment_registry', 'segment_lineage',
        'customer_segments', 'cluster_count_choice', 'algorithm_comparison', 'segment_stability',
        'segmentation_coverage',
    ] %}
        {% set columns = {} %}
        {% for column in graph.nodes['model.' ~ project_name ~ '.' ~ table].columns.values() %}
            {% do columns.update({column.name: column.data_type}) %}
        {% endfor %}
        {% do tables.update({table: columns}) %}
    {% endfor %}
    {% do tables.update({'customers': {'customer_id': 'varchar'}}) %}
    {% for feature in run_settings().features %}
        {% do tables.customers.update({feature: 'double'}) %}
    {% endfor %}
    {% set last = last_published().last %}
    {% set goes_on = last.is_sample == is_sample() and var('refit') != 'always' %}
    {% set recalled = recall(var('publish_dir'), last.version if goes_on else none, tables) %}
    {% for version in recalled.passed_over %}
        {% do log('Note: the published version ' ~ version ~ ' cannot be read, so this build '
            ~ 'continues ' ~ (recalled.version or 'none') ~ '.', info=true) %}
    {% endfor %}
    {{ adapter.dispatch('write_memory', 'customer_segmentation')(recalled) }}
{% endmacro %}

{# Argument: recalled (mapping), see recall in python/customer_segmentation/memory/recall.py. #}
{% macro default__write_memory(recalled) %}
    {% do adapter.write_memory(tojson(recalled)) %}
{% endmacro %}

{% macro duckdb__write_memory(recalled) %}
    {% do run_query('create schema if not exists memory') %}
    {% if recalled.database %}
        {% do run_query('attach ' ~ literal(recalled.database) ~ ' as last_version (read_only)') %}
    {% endif %}
    {% for table, select in recalled.selects.items() %}
        {% do run_query('create or replace table memory.' ~ table ~ ' as ' ~ select) %}
    {% endfor %}
    {% if recalled.database %}{% do run_query('detach last_version') %}{% endif %}
{% endmacro %}

{# When this run fits models: never, if the fit is left out. #}
{% macro refit() %}
    {{ return(var('refit') if is_selected('seg_parameters') else 'never') }}
{% endmacro %}

{# What a model follows from, as JSON that is the same for the same settings. Argument: settings
   (mapping), of the segmentation. #}
{% macro fit_settings(settings) %}
    {% set deciding = {'fit_sample_size': var('fit_sample_size')} %}
    {% for key in settings if key not in ['enabled', 'words', 'evidence', 'bootstraps'] %}
        {% do deciding.update({key: settings[key]}) %}
    {% endfor %}
    {{ return(tojson(deciding, sort_keys=true)) }}
{% endmacro %}

{# The features of a segmentation with what is done to them, in order, as text. #}
{% macro features_of(settings) %}
    {% set features = [] %}
    {% for feature, transform in settings.features | dictsort %}
        {% do features.append(feature ~ ': ' ~ ('clip' if transform is mapping else transform)) %}
    {% endfor %}
    {{ return(features | join(', ')) }}
{% endmacro %}

{# Rows of a table of the fit that are about models of this build. Argument: fits (relation). #}
{% macro of_this_fit(fits) %}
    select fits.*
    from {{ fits }} as fits
    inner join {{ ref('seg_refits') }} as refits
        on fits.segmentation = refits.segmentation and fits.population = refits.population
    where refits.fit_reason is not null
{% endmacro %}

{# Rows of a published table that are about models that stay. Argument: table (string). #}
{% macro kept_from_last(table) %}
    select recalled.*
    from {{ source('memory', table) }} as recalled
    inner join {{ ref('seg_refits') }} as refits
        on recalled.segmentation = refits.segmentation and recalled.population = refits.population
    where refits.fit_reason is null
{% endmacro %}
