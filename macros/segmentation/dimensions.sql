{# The axes of the space in which distances are measured: the features, or the components.
   Argument: settings (mapping), of the segmentation. Returns a list of names. #}
{% macro dimensions(settings) %}
    {% if settings.pca_components == 'none' %}
        {{ return(settings.features | sort) }}
    {% endif %}
    {% set names = [] %}
    {% for component in range(1, settings.pca_components + 1) %}
        {% do names.append('component_' ~ component) %}
    {% endfor %}
    {{ return(names) }}
{% endmacro %}


{# The most components of any segmentation of this run; 0 when none uses them. #}
{% macro most_components() %}
    {% set counts = [0] %}
    {% for settings in segmentations().values() if settings.pca_components != 'none' %}
        {% do counts.append(settings.pca_components) %}
    {% endfor %}
    {{ return(counts | max) }}
{% endmacro %}
