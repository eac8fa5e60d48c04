{# Why a customer takes no part in a segmentation; null for those who do. In a select from
   seg_features. Argument: settings (mapping), of the segmentation. #}
{% macro set_aside_reason(settings) %}
    case
        {% if settings.features | select('in', persona_features()) | list %}
            when not has_attributes then 'no_attributes'
            when implausible is not null then implausible
        {% endif %}
        {% if settings.features | select('in', order_features()) | list %}
            when frequency is null then 'no_orders'
        {% endif %}
        {% if settings.filter != 'none' %}
            -- Checked before anything was built: one condition on columns of the row.
            when not coalesce(({{ settings.filter }}
            ), false) then 'filtered_out'
        {% endif %}
        {% for feature, transform in settings.features | dictsort %}
            when {{ feature }} is null then '{{ unknown_reason(feature) }}'
            {% if transform == 'log1p' %}
                when {{ feature }} <= -1 then 'no_logarithm_of_{{ feature }}'
            {% endif %}
        {% endfor %}
        {% if settings.split_by != 'none' %}
            when {{ settings.split_by }} is null then '{{ unknown_reason(settings.split_by) }}'
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


{# The reason of a customer for whom a column is not known. #}
{% macro unknown_reason(column) %}
    {% if column in ['days_to_first_order', 'days_registered', 'lifecycle_group'] %}
        {{- return('no_registration_date') -}}
    {% elif column.startswith('education') %}
        {{- return('unknown_education') -}}
    {% elif column.startswith('household') %}
        {{- return('unknown_marital_status') -}}
    {% endif %}
    {{- return('unknown_' ~ column) -}}
{% endmacro %}


{# What a customer is worth, by which segments are numbered: net spend where the segmentation is
   about orders, else the total spending that the customers' input declares. #}
{% macro worth(settings) %}
    {%- if settings.features | select('in', order_features()) | list -%}
        cast(monetary as double)
    {%- else -%}
        coalesce(cast(total_spending as double), 0)
    {%- endif -%}
{% endmacro %}
