{# Why a customer takes no part in a segmentation; null for those who do. In a select from
   seg_features. Argument: settings (mapping), of the segmentation. #}
{% macro set_aside_reason(settings) %}
    case
        {% if settings.features | select('in', run_settings().persona_features) | list %}
            when not has_attributes then 'no_attributes'
            when implausible is not null then implausible
        {% endif %}
        {% if settings.features | select('in', run_settings().order_features) | list %}
            when frequency is null then 'no_orders'
        {% endif %}
        {% if settings.filter != 'none' %}
            when not coalesce({{ run_settings().conditions[settings.filter] }}, false)
                then 'filtered_out'
        {% endif %}
        {% for feature, transform in settings.features | dictsort %}
            when {{ feature }} is null then '{{ reason_when_null(feature) }}'
            {% if transform == 'log1p' %}
                when {{ feature }} <= -1 then 'no_logarithm_of_{{ feature }}'
            {% endif %}
        {% endfor %}
        {% if settings.split_by != 'none' %}
            when {{ settings.split_by }} is null then '{{ reason_when_null(settings.split_by) }}'
        {% endif %}
    end
{% endmacro %}

{# The population of a customer, null for one who is set aside: a value of split_by, or `all`. #}
{% macro population_of(settings) %}
    case
        when {{ set_aside_reason(settings) }} is null
            then
                {{ "'all'" if settings.split_by == 'none'
                    else 'cast(' ~ settings.split_by ~ ' as ' ~ dbt.type_string() ~ ')' }}
    end
{% endmacro %}

{# The reason of a customer for whom a feature or a group is not known. #}
{% macro reason_when_null(column) %}
    {% set reason_of_group = {
        'lifecycle_group': 'no_registration_date',
        'education_level': 'unknown_education',
        'household': 'unknown_marital_status',
        'rfm_segment': 'unknown_rfm_segment',
    } %}
    {{ return(reason_of_group.get(column) or run_settings().when_null[column]) }}
{% endmacro %}

{# What a customer is worth, by which segments are numbered: net spend where the segmentation is
   about orders, else the total spending that the customers' input declares. #}
{% macro worth(settings) %}
    {%- if settings.features | select('in', run_settings().order_features) | list -%}
        cast(monetary as double)
    {%- else -%}
        coalesce(cast(total_spending as double), 0)
    {%- endif -%}
{% endmacro %}
