with profiles as (

    select * from {{ ref('seg_profiles') }}

),

names as (

    select * from {{ ref('seg_names') }}

),

-- The three features in which a segment differs most from its population, by a tenth of a
-- standard deviation at least.
ranked_features as (

    select
        features.*,
        words.noun,
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
            "noun || ' '
            || case when standardised_difference < 0 then 'lower' else 'higher' end
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
        profiles.as_of_date,
        profiles.segmentation,
        profiles.population,
        profiles.segment_id,
        names.segment_name,
        names.description,
        distinctions.sets_apart,
        names.action,
        profiles.customers,
        profiles.customer_share,
        profiles.revenue,
        profiles.revenue_share,
        {% for feature in segmentation_features() %}
            profiles.mean_{{ feature }},
            profiles.median_{{ feature }}{{ ',' if not loop.last }}
        {% endfor %}
    from profiles
    left join names
        on
            profiles.segmentation = names.segmentation
            and profiles.population = names.population
            and profiles.segment_id = names.segment_id
    left join distinctions
        on
            profiles.segmentation = distinctions.segmentation
            and profiles.population = distinctions.population
            and profiles.segment_id = distinctions.segment_id

)

select * from segment_profiles
order by segmentation, population, segment_id
