with registry as (select * from {{ ref('feat_registry') }}),

-- People read the unit: the currency where it is set, and else where to find it.
feature_dictionary as (
    select
        feature,
        noun,
        case
            when unit = 'money' then {{ literal(var('currency') or 'currency of the invoices') }}
            else unit
        end as unit,
        unit = 'money' as is_money,
        is_whole,
        source,
        meaning
    from registry
)

select * from feature_dictionary
order by feature
