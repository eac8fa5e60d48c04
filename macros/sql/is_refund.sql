{# Whether a line is a refund, by the setting refunds. Argument: lines (string), a relation with
   invoice_number and quantity. #}
{% macro is_refund(lines) %}
    {%- if var('refunds') == 'negative_quantity' -%}
        {{ lines }}.quantity < 0
    {%- else -%}
        {{ begins_with(lines ~ '.invoice_number', 'C') }}
    {%- endif -%}
{% endmacro %}
