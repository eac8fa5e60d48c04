{# Stops the run, before anything is built, at the first setting that cannot be meant. #}
{% macro check_settings() %}
    {% if execute %}
        {% if flags.WHICH == 'retry' %}
            {{ stop('dbt retry goes on with a run whose input may have changed since; use '
                ~ 'dbt build.') }}
        {% endif %}
        {{ check_for_templates() }}
        {{ check_profile() }}
        {% set rules = setting_rules() %}
        {% for name in invocation_args_dict.get('vars') or {} if name not in rules %}
            {{ stop('There is no setting ' ~ name ~ '; the settings are '
                ~ rules.keys() | sort | join(', ') ~ '.') }}
        {% endfor %}
        {% for name, rule in rules.items() %}
            {{ check_value('Setting ' ~ name, var(name), rule) }}
        {% endfor %}
        {% if var('decimal') == var('thousands') %}
            {{ stop('Settings decimal and thousands are both ' ~ var('decimal') ~ '; a number in '
                ~ 'text needs two marks, such as decimal: "," and thousands: ".".') }}
        {% endif %}
        {{ check_segmentations() }}
        {{ check_frozen_model() }}
        {{ check_publishing() }}
        {% do last_published() %}
        {{ check_inputs() }}
        {{ close_doors() }}
    {% endif %}
{% endmacro %}


{# dbt renders a setting whenever it is read: this comes before any of them is. And a zero byte
   ends a text of SQL, wherever it stands. #}
{% macro check_for_templates() %}
    {% for name, value in (invocation_args_dict.get('vars') or {}).items() %}
        {% if value is string and modules.re.search('[{][{%#]', value) %}
            {{ stop('Setting ' ~ name ~ ' holds ' ~ value[:40] ~ ', which dbt would take for a '
                ~ 'template; write it without {' ~ '{, {' ~ '% and {' ~ '#.') }}
        {% elif '\\u0000' in tojson(value) %}
            {{ stop('Setting ' ~ name ~ ' holds a zero byte; write it without.') }}
        {% endif %}
    {% endfor %}
{% endmacro %}


{# The functions that read input files come with the plugin that the profile names. #}
{% macro check_profile() %}
    {% set found = run_query(
        "select count(*) from duckdb_functions() where function_name = 'describe_input'"
    ) %}
    {% if found.columns[0][0] == 0 %}
        {{ stop('The profile ' ~ target.profile_name ~ ' has no plugin customer_segmentation'
            ~ '.warehouse; name it as profiles/profiles.yml does.') }}
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


{# Files, tables and columns of the input are looked at before anything is built. #}
{% macro check_inputs() %}
    {% if not has_input('invoices') and not has_input('customers') %}
        {{ stop('Settings invoices and customers are both empty; give the path of a file or the '
            ~ 'name of a table for at least one of them.') }}
    {% endif %}
    {% if is_selected('stg_invoice_lines') %}
        {% do read_invoices() %}
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
    {% set columns = ['campaign_segment'] %}
    {% for name, segmentation in all_segmentations().items() %}
        {% if segment_column(name) in columns %}
            {{ stop('Segmentation ' ~ name ~ ' needs another name: the column '
                ~ segment_column(name) ~ ' of customers is taken.') }}
        {% endif %}
        {% do columns.append(segment_column(name)) %}
        {% if not modules.re.match('^[a-z][a-z0-9_]{0,39}$', name | string) %}
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
        {{ check_segmentation(name, segmentation) }}
    {% endfor %}
{% endmacro %}


{# What two settings of a segmentation say together. #}
{% macro check_segmentation(name, segmentation) %}
    {% set features = segmentation.features | length %}
    {% if segmentation.pca_components != 'none' and segmentation.pca_components > features %}
        {{ stop('Setting pca_components of segmentation ' ~ name ~ ' is '
            ~ segmentation.pca_components ~ ', and it has ' ~ features
            ~ ' features; it takes none or at most that many.') }}
    {% endif %}
    {% if segmentation['filter'] != 'none' %}
        {{ check_filter('Setting filter of segmentation ' ~ name, segmentation['filter']) }}
    {% endif %}
{% endmacro %}


{# A filter: one condition that can be evaluated for any customer. It is tried on made-up values of
   each column's type, one of them null. Arguments: label, text (strings). #}
{% macro check_filter(label, text) %}
    {% set examples = {'double': '1', 'integer': '1', 'varchar': "'text'", 'boolean': 'true',
        'date': "date '2024-01-01'"} %}
    {% set row = [] %}
    {% for column, type in filter_columns().items() %}
        {% do row.append('cast(' ~ examples[type] ~ ' as ' ~ type ~ ') as ' ~ column) %}
    {% endfor %}
    {% set condition = checked_condition(
        label, filter_columns(), text, row, 'of a customer, such as frequency > 1'
    ) %}
    {% set row = ' from (select ' ~ row | join(', ') ~ ')' %}
    {% if run_query('select try' ~ condition ~ ' is null' ~ row).columns[0][0] %}
        {{ stop(label ~ ' is ' ~ text ~ ', which cannot be told of a customer; compare numbers '
            ~ "with numbers and texts with texts, such as household = 'alone'.") }}
    {% endif %}
{% endmacro %}


{# An expression of the settings, in brackets, once it is known to be one condition of the row.
   Arguments: label, columns, text (see scalar_expression), row (list of strings), a select list
   that has these columns, example (string), the end of the sentence that stops. #}
{% macro checked_condition(label, columns, text, row, example) %}
    {% set condition = scalar_expression(label, columns, text) %}
    {% set types = types_of('(select ' ~ condition ~ ' from (select ' ~ row | join(', ') ~ '))') %}
    {% if types.values() | first != 'BOOLEAN' %}
        {{ stop(label ~ ' is ' ~ text ~ ', which is no condition; write one that is true or false '
            ~ example ~ '.') }}
    {% endif %}
    {{ return(condition) }}
{% endmacro %}
