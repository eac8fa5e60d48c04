{# The column of marts.customers that holds the segment name of a segmentation. The named cell
   of the RFM grid is rfm_segment already, so the segmentation rfm steps aside.
   Argument: name (string). #}
{% macro segment_column(name) %}
    {{- 'rfm_cluster_segment' if name == 'rfm' else name ~ '_segment' -}}
{% endmacro %}


{# The column of marts.crm that says what to do with customers of that segment.
   Argument: name (string). #}
{% macro action_column(name) %}
    {{- (segment_column(name) | trim)[:-7] ~ 'action' -}}
{% endmacro %}
