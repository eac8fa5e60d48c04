{# Post-hook of segmentation_coverage: says, while the build runs, which segmentations are empty,
   and why. #}
{% macro say_empty_segmentations() %}
    {% if execute %}
        {% set empty = run_query(
            "select segmentation || ' is empty (' || string_agg(replace(outcome, '_', ' ')"
            ~ " || ': ' || customers || ' customers', ', ' order by customers desc, outcome) || ')'"
            ~ ' from ' ~ this ~ ' group by segmentation'
            ~ " having max(case when outcome = 'segmented' then 1 else 0 end) = 0"
            ~ ' order by segmentation'
        ) %}
        {% for sentence in empty.columns[0].values() %}
            {% do log('Segmentation ' ~ sentence ~ '.', info=true) %}
        {% endfor %}
    {% endif %}
{% endmacro %}
