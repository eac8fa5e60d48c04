{# The mean of a column, from a sum of decimals: the order of the rows cannot change its last
   digits. Argument: column (string), a number below 10^22. #}
{% macro exact_mean(column) %}
    {%- set total = 'sum(cast(' ~ column ~ ' as decimal(28, 6)))' -%}
    {{- exact_ratio(total, 'count(' ~ column ~ ')') -}}
{% endmacro %}

{# Where a value lies between the least and the greatest, 0 to 1, to twelve decimals; null when
   they are equal. Differences in standard deviations are the same there, and sums of such
   numbers and of their squares are exact. Arguments: value, least, greatest (strings). #}
{% macro position_between(value, least, greatest) %}
    cast(
        round(({{ value }} - {{ least }}) / nullif({{ greatest }} - {{ least }}, 0), 12)
        as decimal(14, 12)
    )
{%- endmacro %}

{# The same among the rows of a population: a window takes less memory than a join.
   Arguments: value (string), population (string), the columns of the window. #}
{% macro position_in(value, population) %}
    {%- set window = ' over (partition by ' ~ population ~ ')' -%}
    {{- position_between(value, 'min(' ~ value ~ ')' ~ window, 'max(' ~ value ~ ')' ~ window) -}}
{% endmacro %}

{# A mean, from an exact sum. Arguments: total (string), a decimal; count (string). #}
{% macro exact_ratio(total, count) %}
    {{- 'cast(' ~ total ~ ' as double) / nullif(' ~ count ~ ', 0)' -}}
{% endmacro %}

{# A population standard deviation, from exact sums. Arguments: count (string); total (string) and
   squares (string), the sums of the values and of their squares, decimals. #}
{% macro exact_deviation(count, total, squares) %}
    sqrt(
        greatest(
            {{ exact_ratio(squares, count) }}
            - {{ exact_ratio(total, count) }} * {{ exact_ratio(total, count) }},
            0
        )
    )
{%- endmacro %}
