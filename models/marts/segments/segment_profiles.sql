with features as (select * from {{ ref('seg_segment_features') }}),

words as (select * from {{ ref('feature_words') }}),

campaign_mixes as (select * from {{ ref('seg_campaign_mix') }}),

-- All segments of the model: after the fit one may have lost all of its customers.
names as (
    select
        seg_names.*,
        as_of_dates.as_of_date
    from {{ ref('seg_names') }} as seg_names
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on {{ is_of_this_run('seg_names.segmentation') }} and as_of_dates.is_current
),

-- A difference of less than a tenth of a standard deviation sets no segment apart.
worded as (
    select
        features.*,
        case
            when features.standardised_difference <= -0.1 then words.less
            when features.standardised_difference >= 0.1 then words.more
        end || {{ sentence_of(
            " (mean {cast(features.mean as decimal(28, 2))}, all "
            ~ "{case when features.population <> 'all' then replace(features.population, '_', ' ')"
            ~ " || ' ' else '' end}customers {cast(features.overall_mean as decimal(28, 2))})"
        ) }} as words,
        row_number() over (
            partition by features.segmentation, features.population, features.segment_id
            order by abs(features.standardised_difference) desc, features.feature asc
        ) as place
    from features
    left join words on features.feature = words.feature
),

-- Revenue is the total of one of the features: monetary.
segment_profiles as (
    select
        names.as_of_date,
        names.segmentation,
        names.population,
        names.segment_id,
        names.segment_name,
        names.description,
        names.named_by,
        {{ dbt.listagg('case when place <= 3 then words end', "', '", 'order by place') }}
            as sets_apart,
        coalesce(max(campaign_mix), 'Act by campaign segment; this one is empty.') as action,
        {% for feature in segmentation_features() %}
            max(case when feature = '{{ feature }}' then mean end) as mean_{{ feature }},
            max(case when feature = '{{ feature }}' then median end) as median_{{ feature }},
        {% endfor %}
        coalesce(max(customers), 0) as customers,
        coalesce(max(customer_share), 0) as customer_share,
        coalesce(max(case when feature = 'monetary' then total end), 0) as revenue,
        max(case when feature = 'monetary' then share_of_total end) as revenue_share
    from names
    left join worded
        on
            names.segmentation = worded.segmentation
            and names.population = worded.population
            and names.segment_id = worded.segment_id
    left join campaign_mixes
        on
            names.segmentation = campaign_mixes.segmentation
            and names.population = campaign_mixes.population
            and names.segment_id = campaign_mixes.segment_id
    group by
        names.as_of_date,
        names.segmentation,
        names.population,
        names.segment_id,
        names.segment_name,
        names.description,
        names.named_by
)

select * from segment_profiles
order by segmentation, population, segment_id
