{# Why a customer has another segment, in words. In customer_changes. #}
{% macro change_in_words() -%}
    case
        when moves.cause = 'arrived' then 'had no segment before'
        when moves.cause = 'left' then 'has no segment any more'
        when moves.cause = 'model' then 'a new model draws its borders elsewhere'
        when moves.population <> moves.last_population
            then {{ sentence_of(
                "is {replace(moves.population, '_', ' ')} now, after "
                ~ "{replace(moves.last_population, '_', ' ')}"
            ) }}
        when words.noun is not null
            then {{ sentence_of(
                "{words.noun} {case when reasons.value_now > reasons.value_before then 'rose' "
                ~ "else 'fell' end} from {" ~ number_in_words('reasons.value_before') ~ "} to {"
                ~ number_in_words('reasons.value_now') ~ "}"
            ) }}
        else 'several features changed a little'
    end
{%- endmacro %}

{# A value of a feature as people write it. Argument: value (string), a column. #}
{% macro number_in_words(value) -%}
    case
        when words.is_whole then cast(cast(round({{ value }}) as bigint) as {{ dbt.type_string() }})
        else cast(cast({{ value }} as decimal(28, 2)) as {{ dbt.type_string() }})
    end
{%- endmacro %}

{# Along which axes a feature of a model counts, and how much. Argument: parameters (relation). #}
{% macro axes_of_features(parameters) %}
    select
        segmentation,
        population,
        feature,
        case when parameter = 'loading' then concat('component_', component) else feature end
            as axis,
        max(case when parameter = 'loading' then value else 1 end) as loading
    from {{ parameters }}
    where parameter = 'loading' or (parameter = 'centre' and feature is not null)
    group by 1, 2, 3, 4
{% endmacro %}
