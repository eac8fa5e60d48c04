{# A run that does not fit needs a published model that fits the settings of today. #}
{% macro check_frozen_model() %}
    {% if is_selected('seg_scores') and refit() == 'never' %}
        {% set fitted = {} %}
        {# A segmentation of which no customer takes part was there, and has no model. #}
        {% for name, settings in run_query(
            'select coverage.segmentation, min(models.settings) from '
            ~ source('memory', 'segmentation_coverage') ~ ' as coverage left join '
            ~ source('memory', 'segment_models') ~ ' as models on coverage.segmentation = '
            ~ "models.segmentation and models.status = 'current' group by coverage.segmentation"
        ).rows %}
            {% do fitted.update({name: fromjson(settings) if settings else {}}) %}
        {% endfor %}
        {% if not fitted %}
            {{ stop('There is no fitted model in ' ~ var('publish_dir') ~ ' to score with; run '
                ~ 'dbt build once with the fit.') }}
        {% endif %}
        {{ check_fitted(fitted) }}
    {% endif %}
{% endmacro %}
