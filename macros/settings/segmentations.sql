{# The segmentations as configured: `segmentations` with `segmentation_overrides` merged over
   it key by key. Returns a mapping, name -> settings, disabled ones included. #}
{% macro all_segmentations() %}
    {# While dbt only parses, settings are not checked yet, and nothing is built from them. #}
    {% if not execute %}{{ return({}) }}{% endif %}
    {% set merged = {} %}
    {% for name, settings in var('segmentations').items() %}
        {% if settings is not mapping %}
            {{ stop('Setting segmentations gives ' ~ name ~ ' the value '
                ~ as_written(settings, {'kind': 'mapping'}) | trim
                ~ '; it takes a mapping such as {rfm: {features: {recency: none}}}.') }}
        {% endif %}
        {% do merged.update({name: dict(default_segmentation(), **settings)}) %}
    {% endfor %}
    {% for name, settings in var('segmentation_overrides').items() %}
        {% if settings is not mapping %}
            {{ stop('Setting segmentation_overrides gives ' ~ name ~ ' the value '
                ~ as_written(settings, {'kind': 'mapping'}) | trim
                ~ '; it takes a mapping such as {rfm: {clusters: 3}}.') }}
        {% endif %}
        {% do merged.update({name: dict(merged.get(name, default_segmentation()), **settings)}) %}
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


{# What a segmentation need not say. #}
{% macro default_segmentation() %}
    {{ return({
        'split_by': 'none',
        'filter': 'none',
        'scaler': 'standard',
        'pca_components': 'none',
        'algorithm': 'kmeans',
        'clusters': 'auto',
        'cluster_range': [1, 10],
        'smallest_share': 0.05,
        'starts': 10,
        'seed': 42,
        'enabled': true,
    }) }}
{% endmacro %}
