{% set pair = 'segmentation, population, feature, other_feature' %}

with feature_values as (select * from {{ ref('seg_feature_values') }}),

-- Rounded, because the order of the rows can change the last digits.
correlations as (
    select
        one.segmentation,
        one.population,
        one.feature,
        another.feature as other_feature,
        one.stage,
        count(*) as customers,
        case
            when min(one.value) < max(one.value) and min(another.value) < max(another.value)
                then round(corr(one.value, another.value), 6)
        end as coefficient
    from feature_values as one
    inner join feature_values as another
        on
            one.segmentation = another.segmentation
            and one.population = another.population
            and one.customer_id = another.customer_id
            and one.stage = another.stage
            and one.feature < another.feature
    group by one.segmentation, one.population, one.feature, another.feature, one.stage
),

feature_correlations as (
    select
        {{ pair }},
        max(case when stage = 'before' then coefficient end) as correlation_before,
        max(case when stage = 'after' then coefficient end) as correlation_after,
        max(customers) as customers
    from correlations
    group by {{ pair }}
)

select * from feature_correlations
order by {{ pair }}
