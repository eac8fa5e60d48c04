{# Stops the run, before anything is built, at the first setting that cannot be meant. #}
{% macro check_settings() %}
    {% if execute %}
        {% set rules = setting_rules() %}
        {% for name in invocation_args_dict.get('vars') or {} if name not in rules %}
            {{ stop('There is no setting ' ~ name ~ '; the settings are '
                ~ rules.keys() | sort | join(', ') ~ '.') }}
        {% endfor %}
        {% for name, rule in rules.items() %}
            {{ check_value('Setting ' ~ name, var(name), rule) }}
        {% endfor %}
        {{ check_segmentations() }}
        {{ check_frozen_model() }}
        {{ check_inputs() }}
    {% endif %}
{% endmacro %}


{# A run that scores and leaves out the fit needs a model of an earlier one that fits the
   settings of today. #}
{% macro check_frozen_model() %}
    {% if is_selected('seg_distances') and not is_selected('seg_parameters') %}
        {% set model = adapter.get_relation(target.database, 'segmentation', 'seg_parameters') %}
        {% set advice = 'run dbt build once with the fit.' %}
        {% if model is none %}
            {{ stop('There is no fitted model in ' ~ target.path ~ ' to score with; ' ~ advice) }}
        {% endif %}
        {% for name, segmentation in segmentations().items() %}
            {% set fitted = run_query(
                "select distinct feature || ' ' || transform from " ~ model
                ~ ' where segmentation = ' ~ literal(name) ~ ' order by 1'
            ).columns[0].values() | join(', ') %}
            {% set configured = [] %}
            {% for feature, transform in segmentation.features | dictsort %}
                {% do configured.append(feature ~ ' ' ~ transform) %}
            {% endfor %}
            {% set segments = run_query(
                'select max(segment_id) from ' ~ model ~ ' where segmentation = ' ~ literal(name)
            ).columns[0][0] %}
            {% if fitted != configured | join(', ') %}
                {{ stop('The fitted model of segmentation ' ~ name ~ ' has the features '
                    ~ (fitted or '(none)') ~ ', and the settings say '
                    ~ configured | join(', ') ~ '; ' ~ advice) }}
            {% elif segmentation.clusters not in ['auto', segments] %}
                {{ stop('The fitted model of segmentation ' ~ name ~ ' has ' ~ segments
                    ~ ' segments, and the settings say ' ~ segmentation.clusters ~ '; ' ~ advice) }}
            {% endif %}
        {% endfor %}
    {% endif %}
{% endmacro %}


{# Files, tables and columns of the input are looked at before anything is built. #}
{% macro check_inputs() %}
    {% if is_selected('stg_invoice_lines') %}
        {% do read_input('invoices', invoice_fields(), var('invoice_columns')) %}
    {% endif %}
    {% if is_selected('stg_customers') %}
        {% do read_customers() %}
    {% endif %}
{% endmacro %}


{# Whether this run builds a model. Argument: name (string). #}
{% macro is_selected(name) %}
    {{ return(
        flags.WHICH in ['build', 'run']
        and 'model.' ~ project_name ~ '.' ~ name in selected_resources
    ) }}
{% endmacro %}


{# Each segmentation: only known keys, all of them present, every value possible. #}
{% macro check_segmentations() %}
    {% set rules = segmentation_rules() %}
    {% if segmentations() | length == 0 %}
        {{ stop('No segmentation is enabled; enable one in segmentations or '
            ~ 'segmentation_overrides.') }}
    {% endif %}
    {% set columns = [] %}
    {% for name, segmentation in all_segmentations().items() %}
        {% if segment_column(name) in columns %}
            {{ stop('Segmentation ' ~ name ~ ' needs another name: the column '
                ~ segment_column(name) ~ ' of customers is taken.') }}
        {% endif %}
        {% do columns.append(segment_column(name)) %}
        {% if not modules.re.match('^[a-z][a-z0-9_]{0,39}$', name) %}
            {{ stop('Segmentation ' ~ name ~ ' needs a name of at most 40 lower-case letters, '
                ~ 'digits and _ that begins with a letter.') }}
        {% endif %}
        {% for key in segmentation if key not in rules %}
            {{ stop('Segmentation ' ~ name ~ ' has no setting ' ~ key ~ '; it takes '
                ~ rules.keys() | join(', ') ~ '.') }}
        {% endfor %}
        {% for key, rule in rules.items() %}
            {{ check_value(
                'Setting ' ~ key ~ ' of segmentation ' ~ name,
                segmentation.get(key, 'absent'),
                rule
            ) }}
        {% endfor %}
    {% endfor %}
{% endmacro %}
