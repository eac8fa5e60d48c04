{% set segment =
    'as_of_date, segmentation, population, segment_id, segment_name, description, named_by' %}

with names as (select * from {{ ref('seg_names') }}),

features as (select * from {{ ref('seg_segment_features') }}),

words as (select * from {{ ref('feat_registry') }}),

campaign_mixes as (select * from {{ ref('seg_campaign_mix') }}),

as_of_dates as (select * from {{ ref('feat_as_of_dates') }}),

-- All segments of the model: after the fit one may have lost all of its customers. A difference
-- of less than a tenth of a standard deviation sets no segment apart.
worded as (
    select
        names.*,
        as_of_dates.as_of_date,
        campaign_mixes.campaign_mix,
        features.customers,
        features.customer_share,
        features.feature,
        features.total,
        features.share_of_total,
        features.mean,
        features.median,
        case
            when features.standardised_difference <= -0.1 then words.less
            when features.standardised_difference >= 0.1 then words.more
        end || {{ sentence_of(
            " (mean {cast(features.mean as decimal(28, 2))}, all "
            ~ "{case when features.population <> 'all' then replace(features.population, '_', ' ')"
            ~ " || ' ' else '' end}customers {cast(features.overall_mean as decimal(28, 2))})"
        ) }} as words,
        row_number() over (
            partition by names.segmentation, names.population, names.segment_id
            order by abs(features.standardised_difference) desc, features.feature asc
        ) as place
    from names
    inner join as_of_dates on {{ is_of_this_run('names.segmentation') }} and as_of_dates.is_current
    left join features
        on
            names.segmentation = features.segmentation
            and names.population = features.population
            and names.segment_id = features.segment_id
    left join words on features.feature = words.feature
    left join campaign_mixes
        on
            names.segmentation = campaign_mixes.segmentation
            and names.population = campaign_mixes.population
            and names.segment_id = campaign_mixes.segment_id
),

-- Revenue is the total of one of the features: monetary.
segment_profiles as (
    select
        {{ segment }},
        {{ dbt.listagg('case when place <= 3 then words end', "', '", 'order by place') }}
            as sets_apart,
        coalesce(max(campaign_mix), 'Act by campaign segment; this one is empty.') as action,
        {% for feature in run_settings().features %}
            max(case when feature = '{{ feature }}' then mean end) as mean_{{ feature }},
            max(case when feature = '{{ feature }}' then median end) as median_{{ feature }},
        {% endfor %}
        coalesce(max(customers), 0) as customers,
        coalesce(max(customer_share), 0) as customer_share,
        coalesce(max(case when feature = 'monetary' then total end), 0) as revenue,
        max(case when feature = 'monetary' then share_of_total end) as revenue_share
    from worded
    group by {{ segment }}
)

select * from segment_profiles
order by segmentation, population, segment_id
