{# The settings of this run, checked by the plugin once: inputs, is_sample, by_amount,
   first_implausible_day, fields, features, segmentations, all_segmentations and max_clusters.
   While dbt only parses, they are empty, and nothing is built from them. #}
{% macro settings() %}
    {% if not execute %}
        {{ return({
            'inputs': {}, 'is_sample': false, 'by_amount': false, 'features': {},
            'own_features': {}, 'first_implausible_day': '2100-01-01', 'segmentations': {}, 'all_segmentations': [],
            'max_clusters': 1,
            'fields': {'invoices': {}, 'customers': {}},
        }) }}
    {% endif %}
    {# The graph is one for all models of a run. #}
    {% if 'settings_of_this_run' not in graph %}
        {% set today = run_started_at.strftime('%Y-%m-%d') %}
        {% do graph.update({
            'settings_of_this_run': checked_settings(values_of_settings(), today)
        }) %}
    {% endif %}
    {{ return(graph['settings_of_this_run']) }}
{% endmacro %}


{# Every setting with its value, those included that are misspelt. #}
{% macro values_of_settings() %}
    {% set given = (invocation_args_dict.get('vars') or {}) | list %}
    {% set values = {} %}
    {% for name in (setting_names() + given) | unique if var.has_var(name) %}
        {% set value = var(name) %}
        {# YAML takes 2024-05-01 for a date, which JSON does not know. #}
        {% set is_date = value is not none and value is not string and value is not number
            and value is not iterable %}
        {% do values.update({name: value | string if is_date else value}) %}
    {% endfor %}
    {{ return(values) }}
{% endmacro %}


{# The segmentations that this run builds: name -> settings. #}
{% macro segmentations() %}{{ return(settings().segmentations) }}{% endmacro %}


{# The names of all segmentations, those that are switched off included. #}
{% macro all_segmentations() %}{{ return(settings().all_segmentations) }}{% endmacro %}


{# The largest number of segments of any model. #}
{% macro max_clusters() %}{{ return(settings().max_clusters) }}{% endmacro %}


{# The path or table that an input is read from; '' for none. Argument: setting (string). #}
{% macro path_of_input(setting) %}{{ return(settings().inputs[setting]) }}{% endmacro %}


{# Whether this run reads an input. Argument: setting ('invoices' or 'customers'). #}
{% macro has_input(setting) %}{{ return((path_of_input(setting) or '') != '') }}{% endmacro %}


{# Whether this run builds the sample, which is made up and may be of any day. #}
{% macro is_sample() %}{{ return(settings().is_sample) }}{% endmacro %}


{# Whether the money of a line is given instead of the price of one unit. #}
{% macro is_by_amount() %}{{ return(settings().by_amount) }}{% endmacro %}


{# All features that a segmentation may use and that profiles describe: numbers of seg_features, as
   the seed of features declares them. #}
{% macro segmentation_features() %}{{ return(settings().features | list) }}{% endmacro %}


{# The features that follow from orders: columns of feat_customers. #}
{% macro order_features() %}{{ return(features_from('orders')) }}{% endmacro %}


{# The features that follow from the customers' input: columns of feat_personas. #}
{% macro persona_features() %}{{ return(features_from('customers')) }}{% endmacro %}


{# The names of the features of a source. Argument: source ('orders' or 'customers'). #}
{% macro features_from(source) %}
    {% set names = [] %}
    {% for name, feature in settings().features.items() if source == feature.source %}
        {% do names.append(name) %}
    {% endfor %}
    {{ return(names) }}
{% endmacro %}


{# The features that any segmentation of this run uses, each once, in a fixed order. #}
{% macro segmentation_columns() %}
    {% set used = [] %}
    {% for segmentation in segmentations().values() %}
        {% do used.extend(segmentation.features) %}
    {% endfor %}
    {{ return(used | unique | sort | list) }}
{% endmacro %}
