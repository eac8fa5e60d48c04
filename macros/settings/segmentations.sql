{# The segmentations as configured: `segmentations` with `segmentation_overrides` merged over
   it key by key. Returns a mapping, name -> settings, disabled ones included. #}
{% macro all_segmentations() %}
    {# While dbt only parses, settings are not checked yet, and nothing is built from them. #}
    {% if not execute %}{{ return({}) }}{% endif %}
    {% set merged = {} %}
    {% for name, settings in var('segmentations').items() %}
        {% do merged.update({name: dict(settings)}) %}
    {% endfor %}
    {% for name, settings in var('segmentation_overrides').items() %}
        {% if settings is not mapping %}
            {{ stop('Setting segmentation_overrides gives ' ~ name ~ ' the value ' ~ settings
                ~ '; it takes a mapping such as {rfm: {clusters: 3}}.') }}
        {% endif %}
        {% do merged.update({name: dict(merged.get(name, new_segmentation()), **settings)}) %}
    {% endfor %}
    {{ return(merged) }}
{% endmacro %}


{# The segmentations that this run builds: name -> settings. #}
{% macro segmentations() %}
    {% set enabled = {} %}
    {% for name, settings in all_segmentations().items() if settings.get('enabled', true) %}
        {% do enabled.update({name: settings}) %}
    {% endfor %}
    {{ return(enabled) }}
{% endmacro %}


{# What a segmentation that is new in segmentation_overrides need not say. #}
{% macro new_segmentation() %}
    {{ return({
        'scaler': 'standard',
        'algorithm': 'kmeans',
        'clusters': 'auto',
        'cluster_range': [1, 10],
        'smallest_share': 0.05,
        'starts': 10,
        'seed': 42,
        'enabled': true,
    }) }}
{% endmacro %}


{# The feature columns that any enabled segmentation uses, each once, in a fixed order. #}
{% macro segmentation_columns() %}
    {% set used = [] %}
    {% for settings in segmentations().values() %}
        {% do used.extend(settings.features.keys()) %}
    {% endfor %}
    {{ return(used | unique | sort | list) }}
{% endmacro %}


{# The features that a segmentation may use: the columns of feat_customers that are numbers
   known for every customer, that is never null. #}
{% macro segmentation_features() %}
    {{ return([
        'recency', 'frequency', 'monetary', 'quantity', 'basket_value',
        'gross', 'refunded', 'return_rate', 'lifespan', 'tenure',
    ]) }}
{% endmacro %}


{# The features that profiles describe: those above and the ones that may be null. #}
{% macro profile_features() %}
    {{ return(segmentation_features() + ['days_to_first_order', 'gap', 'overdue_ratio']) }}
{% endmacro %}
