{# The settings of this run, checked by the plugin once, and what follows from them: see
   python/customer_segmentation/plugin/run_settings.py. While dbt only parses, they
   are empty, and nothing is built from them. #}
{% macro run_settings() %}
    {% if not execute %}
        {{ return({
            'inputs': {}, 'fields': {'invoices': {}, 'customers': {}}, 'own_features': {},
            'segmentations': {}, 'axes': {}, 'clips': {}, 'segment_columns': {}, 'features': [],
            'order_features': [], 'persona_features': [], 'used_features': [],
            'spending_categories': [], 'attributes': [], 'readable_attributes': [],
            'most_components': 0, 'max_clusters': 1, 'conditions': {},
        }) }}
    {% endif %}
    {# The graph is one for all models of a run, and may be that of the next run too. #}
    {% set key = 'settings of ' ~ invocation_id %}
    {% if key not in graph %}
        {% do graph.update({key: checked_settings(values_of_settings())}) %}
    {% endif %}
    {{ return(graph[key]) }}
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
{% macro segmentations() %}{{ return(run_settings().segmentations) }}{% endmacro %}

{# The path or table that an input is read from; '' for none. Argument: setting (string). #}
{% macro path_of_input(setting) %}{{ return(run_settings().inputs[setting]) }}{% endmacro %}

{# Whether this run reads an input. Argument: setting ('invoices' or 'customers'). #}
{% macro has_input(setting) %}{{ return((path_of_input(setting) or '') != '') }}{% endmacro %}

{# Whether this run builds the sample, which is made up and may be of any day. #}
{% macro is_sample() %}{{ return(run_settings().is_sample) }}{% endmacro %}

{# Whether the money of a line is given instead of the price of one unit. #}
{% macro is_by_amount() %}{{ return(run_settings().by_amount) }}{% endmacro %}
