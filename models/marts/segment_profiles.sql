with profiles as (select * from {{ ref('seg_profiles') }}),

-- All segments of the model: after the fit one may have lost all of its customers.
names as (
    select
        seg_names.*,
        as_of_dates.as_of_date
    from {{ ref('seg_names') }} as seg_names
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on {{ is_of_this_run('seg_names.segmentation') }} and as_of_dates.is_current
),

-- The three features in which a segment differs most from its population, by a tenth of a
-- standard deviation at least.
ranked_features as (
    select
        features.*,
        words.more,
        words.less,
        case
            when features.population = 'all' then 'customers'
            else replace(features.population, '_', ' ') || ' customers'
        end as group_name,
        row_number() over (
            partition by features.segmentation, features.population, features.segment_id
            order by abs(features.standardised_difference) desc, features.feature
        ) as feature_rank
    from {{ ref('seg_segment_features') }} as features
    left join {{ ref('feature_words') }} as words
        on features.feature = words.feature
    where abs(features.standardised_difference) >= 0.1
),

distinctions as (
    select
        segmentation,
        population,
        segment_id,
        {{ dbt.listagg(
            "case when standardised_difference < 0 then less else more end
            || ' (mean ' || cast(cast(mean as decimal(28, 2)) as " ~ dbt.type_string() ~ ")
            || ', all ' || group_name || ' ' || cast(cast(overall_mean as decimal(28, 2)) as "
            ~ dbt.type_string() ~ ") || ')'",
            "', '",
            "order by feature_rank",
        ) }} as sets_apart
    from ranked_features
    where feature_rank <= 3
    group by segmentation, population, segment_id
),

segment_profiles as (
    select
        names.as_of_date,
        names.segmentation,
        names.population,
        names.segment_id,
        names.segment_name,
        names.description,
        names.named_by,
        distinctions.sets_apart,
        coalesce(profiles.campaign_mix, 'Act by campaign segment; this one is empty.') as action,
        coalesce(profiles.customers, 0) as customers,
        coalesce(profiles.customer_share, 0) as customer_share,
        coalesce(profiles.revenue, 0) as revenue,
        profiles.revenue_share,
        {% for feature in segmentation_features() %}
            profiles.mean_{{ feature }},
            profiles.median_{{ feature }}{{ ',' if not loop.last }}
        {% endfor %}
    from names
    left join profiles
        on
            names.segmentation = profiles.segmentation
            and names.population = profiles.population
            and names.segment_id = profiles.segment_id
    left join distinctions
        on
            names.segmentation = distinctions.segmentation
            and names.population = distinctions.population
            and names.segment_id = distinctions.segment_id
)

select * from segment_profiles
order by segmentation, population, segment_id
