{# The attributes of a customer that are read in one way. Argument: kind (string), see
   python/customer_segmentation/inputs/fields.py. Returns a list of fields. #}
{% macro customer_attributes(kind) %}
    {% set names = [] %}
    {% for name, read_as in settings().fields.customers.items()
        if read_as == kind and name != 'customer_id' %}
        {% do names.append(name) %}
    {% endfor %}
    {{ return(names) }}
{% endmacro %}


{# What int_customers knows of a customer besides the id, each as text: the registration and the
   attributes, with the parts of a sum left to the sum. #}
{% macro attribute_columns() %}
    {% set parts = spending_categories() + ['customer_id', 'kids_at_home', 'teens_at_home'] %}
    {% set texts = [] %}
    {% for name in settings().fields.customers if name not in parts %}
        {% do texts.append('cast(' ~ name ~ ' as ' ~ dbt.type_string() ~ ')') %}
    {% endfor %}
    {{ return(texts) }}
{% endmacro %}


{# The categories whose sum is the total spending. #}
{% macro spending_categories() %}
    {{ return([
        'spent_on_wine', 'spent_on_fruit', 'spent_on_meat', 'spent_on_fish', 'spent_on_sweets',
        'spent_on_gold',
    ]) }}
{% endmacro %}
