{# The column of marts.customers that holds the segment name of a segmentation. The name by
   the RFM grid is rfm_segment already, so the segmentation rfm steps aside.
   Argument: name (string). #}
{% macro segment_column(name) %}
    {{- 'rfm_cluster_segment' if name == 'rfm' else name ~ '_segment' -}}
{% endmacro %}
