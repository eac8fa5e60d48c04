{# A number of up to twelve digits before and six after the point. Sums of such numbers are exact:
   the order of the rows cannot change their last digits. Argument: value (string). #}
{% macro exact(value) %}
    {{- 'cast(case when ' ~ value ~ ' < 1000000000000 then ' ~ value ~ ' end as decimal(19, 6))' -}}
{% endmacro %}


{# The mean of a column, from exact sums. Argument: column (string). #}
{% macro exact_mean(column) %}
    {{- 'cast(sum(' ~ exact(column) ~ ') as double) / nullif(count(' ~ exact(column) ~ '), 0)' -}}
{% endmacro %}


{# The population standard deviation of a column, from exact sums. Argument: column (string). #}
{% macro exact_deviation(column) %}
    sqrt(
        greatest(
            cast(sum({{ exact(column) }} * {{ exact(column) }}) as double)
            / nullif(count({{ exact(column) }}), 0)
            - {{ exact_mean(column) }} * {{ exact_mean(column) }},
            0
        )
    )
{%- endmacro %}
