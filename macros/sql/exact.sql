{# The mean of a column, from a sum of decimals: the order of the rows cannot change its last
   digits. Argument: column (string), a number below 10^22. #}
{% macro exact_mean(column) %}
    {{- 'cast(sum(cast(' ~ column ~ ' as decimal(28, 6))) as double) / nullif(count('
        ~ column ~ '), 0)' -}}
{% endmacro %}


{# Where a value lies between the least and the greatest of its population, 0 to 1, to twelve
   decimals; null when they are equal. Differences in standard deviations are the same there,
   and sums of such numbers and of their squares are exact.
   Arguments: value (string), population (string), the columns of the window. #}
{% macro position_in(value, population) %}
    cast(
        round(
            ({{ value }} - min({{ value }}) over (partition by {{ population }}))
            / nullif(
                max({{ value }}) over (partition by {{ population }})
                - min({{ value }}) over (partition by {{ population }}),
                0
            ),
            12
        ) as decimal(14, 12)
    )
{%- endmacro %}


{# The mean of positions. Argument: column (string), a decimal(14, 12). #}
{% macro mean_position(column) %}
    {{- 'cast(sum(' ~ column ~ ') as double) / nullif(count(' ~ column ~ '), 0)' -}}
{% endmacro %}


{# The population standard deviation of positions. Argument: column (string), as above. #}
{% macro deviation_of_positions(column) %}
    sqrt(
        greatest(
            cast(sum({{ column }} * {{ column }}) as double) / nullif(count({{ column }}), 0)
            - {{ mean_position(column) }} * {{ mean_position(column) }},
            0
        )
    )
{%- endmacro %}
