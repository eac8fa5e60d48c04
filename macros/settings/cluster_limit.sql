{# The largest number of clusters that a segmentation can end up with.
   Argument: settings (mapping), those of one segmentation. #}
{% macro cluster_limit(settings) %}
    {{ return(settings.cluster_range[1] if settings.clusters == 'auto' else settings.clusters) }}
{% endmacro %}


{# The largest number of clusters of any segmentation: how far the scoring SQL is unrolled. #}
{% macro max_cluster_limit() %}
    {% set limits = [0] %}
    {% for settings in segmentations().values() %}
        {% do limits.append(cluster_limit(settings)) %}
    {% endfor %}
    {{ return(limits | max) }}
{% endmacro %}
