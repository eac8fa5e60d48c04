{# The features that follow from orders: columns of feat_customers that are numbers. #}
{% macro order_features() %}
    {{ return([
        'recency', 'frequency', 'monetary', 'quantity', 'basket_value',
        'gross', 'refunded', 'return_rate', 'lifespan', 'tenure',
        'days_to_first_order', 'gap', 'overdue_ratio',
    ]) }}
{% endmacro %}


{# The features that follow from the customers' input: columns of feat_personas, numbers too. #}
{% macro persona_features() %}
    {{ return([
        'income', 'total_spending', 'declared_recency', 'deal_purchases', 'web_purchases',
        'catalogue_purchases', 'store_purchases', 'web_visits', 'complained', 'responded',
        'age', 'days_registered', 'children',
        'household_partner', 'household_alone',
        'education_undergraduate', 'education_graduate', 'education_postgraduate',
    ]) }}
{% endmacro %}


{# All features that a segmentation may use and that profiles describe. A customer for whom one
   is null takes no part in a segmentation that uses it. #}
{% macro segmentation_features() %}
    {{ return(order_features() + persona_features()) }}
{% endmacro %}


{# The columns of seg_features whose values may split a segmentation into populations. #}
{% macro segmentation_groups() %}
    {{ return(['lifecycle_group', 'rfm_segment', 'household', 'education_level']) }}
{% endmacro %}


{# The columns of seg_features that a filter may use. Returns a mapping, name -> type. #}
{% macro filter_columns() %}
    {% set columns = {'income_is_missing': 'boolean'} %}
    {% for names, type in [
        (segmentation_features(), 'double'),
        (segmentation_groups(), 'varchar'),
        (['recency_score', 'frequency_score', 'monetary_score'], 'integer'),
        (['first_order_date', 'last_order_date', 'registered_date'], 'date'),
    ] %}
        {% for name in names %}{% do columns.update({name: type}) %}{% endfor %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}


{# The features that any enabled segmentation uses, each once, in a fixed order. #}
{% macro segmentation_columns() %}
    {% set used = [] %}
    {% for settings in segmentations().values() %}
        {% do used.extend(settings.features.keys()) %}
    {% endfor %}
    {{ return(used | unique | sort | list) }}
{% endmacro %}
