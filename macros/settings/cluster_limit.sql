{# The largest number of clusters that a segmentation can end up with.
   Argument: settings (mapping), those of one segmentation. #}
{% macro cluster_limit(settings) %}
    {{ return(settings.cluster_range[1] if settings.clusters == 'auto' else settings.clusters) }}
{% endmacro %}
