{# Money: exact, six decimals, wide enough for the totals of any currency. #}
{% macro type_money() %}decimal(28, 6){% endmacro %}

{# A price of one unit as it stands on an invoice. #}
{% macro type_price() %}decimal(18, 6){% endmacro %}
