{# The money of a line, quantity × price of one unit; null beyond 10^15, which cannot be right.
   Arguments: quantity, unit_price (strings), columns. #}
{% macro amount_of(quantity, unit_price) %}
    case
        when abs(cast({{ quantity }} as double) * cast({{ unit_price }} as double)) <= 1e15
            then cast(
                {{ quantity }} * cast({{ unit_price }} as {{ type_money() }}) as {{ type_money() }}
            )
    end
{%- endmacro %}

{# The price of one unit where the money of a line is known: amount / quantity, cut to six decimals,
   so that no units of a line are ever worth more than the line. Whole numbers, because a division
   of decimals is none of doubles. Arguments: amount, quantity (strings), columns. #}
{% macro price_of_one(amount, quantity) %}
    case
        when {{ quantity }} != 0
            then cast(
                cast(
                    {{ whole_ratio(
                        'cast(cast(' ~ amount ~ ' as ' ~ type_money() ~ ') * 1000000 as bigint)',
                        quantity
                    ) }} as decimal(18, 0)
                ) * cast(0.000001 as decimal(6, 6)) as {{ type_price() }}
            )
    end
{%- endmacro %}

{# The whole number of times that one whole number goes into another. #}
{% macro whole_ratio(dividend, divisor) %}
    {{- adapter.dispatch('whole_ratio', 'customer_segmentation')(dividend, divisor) -}}
{% endmacro %}

{% macro default__whole_ratio(dividend, divisor) %}{{ dividend }} div {{ divisor }}{% endmacro %}

{% macro duckdb__whole_ratio(dividend, divisor) %}{{ dividend }} // {{ divisor }}{% endmacro %}
