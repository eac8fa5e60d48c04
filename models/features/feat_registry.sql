{% set columns = [
    'feature', 'source', 'unit', 'meaning', 'when_null', 'noun', 'is_whole', 'above', 'below',
    'theme', 'very_high', 'high', 'middle', 'low', 'very_low', 'more', 'less',
] | join(', ') %}

with registered as (select * from {{ ref('features') }}),

own as (
    {% for name, feature in run_settings().own_features.items() %}
        select
            {{ literal(name) }} as feature,
            {{ literal(feature.words) }} as noun,
            {{ literal(feature.unit) }} as unit
        {{ 'union all' if not loop.last }}
    {% else %}
        select
            cast(null as {{ dbt.type_string() }}) as feature,
            cast(null as {{ dbt.type_string() }}) as noun,
            cast(null as {{ dbt.type_string() }}) as unit
        where false
    {% endfor %}
),

-- Things can be counted, and are many or few; a share, a ratio or money is high or low.
countable as (
    select
        *,
        unit not in ('share', 'ratio', 'money')
        and ' ' || noun || ' ' like '% ' || unit || ' %' as is_countable
    from own
),

own_with_words as (
    select
        feature,
        'orders' as source,
        unit,
        noun || ', a feature of your own. Null: no order, or no number.' as meaning,
        'unknown_' || feature as when_null,
        noun,
        false as is_whole,
        case when is_countable then 'over {over} ' || noun else noun || ' over {over}' end
            as above,
        case when is_countable then 'at most {over} ' || noun else noun || ' of at most {over}' end
            as below,
        feature as theme,
        case when is_countable then 'a great many ' else 'very high ' end || noun as very_high,
        case when is_countable then 'many ' else 'high ' end || noun as high,
        case when is_countable then 'an average number of ' else 'average ' end || noun as middle,
        case when is_countable then 'few ' else 'low ' end || noun as low,
        case when is_countable then 'very few ' else 'very low ' end || noun as very_low,
        case when is_countable then 'more ' else 'higher ' end || noun as more,
        case when is_countable then 'fewer ' else 'lower ' end || noun as less
    from countable
),

registry as (
    select {{ columns }} from registered
    union all
    select {{ columns }} from own_with_words
)

select * from registry
