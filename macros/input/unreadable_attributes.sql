{# The attributes of a customer that stand in the input and cannot be read, each followed by a
   blank; an empty text when all can. In a select with <field>_given beside each field. #}
{% macro unreadable_attributes() %}
    {%- for field in run_settings().readable_attributes %}
        case
            when {{ field }} is null and not {{ is_word_for_nothing(field ~ '_given') }}
                then '{{ field }} '
            else ''
        end {{ '||' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{# In an aggregate: the attributes that stand in a column, each with its number of lines. Argument:
   column (string), made by unreadable_attributes(). #}
{% macro counted_attributes(column) %}
    concat_ws(
        ', ',
        {% for attribute in run_settings().readable_attributes %}
            {% set is_unreadable = "concat(' ', " ~ column ~ ") like '% " ~ attribute ~ " %'" %}
            case
                when max(case when {{ is_unreadable }} then 1 end) = 1
                    then concat(
                        '{{ attribute }} in ', sum(case when {{ is_unreadable }} then 1 end)
                    )
            end{{ ',' if not loop.last }}
        {% endfor %}
    )
{%- endmacro %}
