{% set segment = 'segmentation, population, segment_id' %}

with assignments as (
    select seg_assignments.*
    from {{ ref('seg_assignments') }} as seg_assignments
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on seg_assignments.as_of_date = as_of_dates.as_of_date
    where as_of_dates.is_current
),

features as (select * from {{ ref('feat_customers') }}),

-- Customers without an order are in no campaign segment.
memberships as (
    select
        assignments.segmentation,
        assignments.population,
        assignments.segment_id,
        features.rfm_segment as campaign_segment,
        count(*) as customers
    from assignments
    left join features
        on
            assignments.as_of_date = features.as_of_date
            and assignments.customer_id = features.customer_id
    group by
        assignments.segmentation,
        assignments.population,
        assignments.segment_id,
        features.rfm_segment
),

running_sums as (
    select
        *,
        sum(customers) over (partition by {{ segment }}) as members,
        sum(customers) over (
            partition by {{ segment }}
            order by customers desc, campaign_segment asc
            rows unbounded preceding
        ) as members_so_far
    from memberships
),

-- The fewest that hold half of the customers, the largest first; what is not all is never 100 %.
largest as (
    select
        *,
        row_number() over (partition by {{ segment }} order by members_so_far) as place,
        count(*) over (partition by {{ segment }}) as places,
        {{ sentence_of(
            "{coalesce(campaign_segment, 'customers without an order')}"
            ~ " ({cast(least(round(100.0 * customers / members), 99) as integer)} %)"
        ) }} as words
    from running_sums
    where 2 * (members_so_far - customers) < members
),

sentences as (
    select
        {{ segment }},
        case
            when max(customers) < max(members)
                then 'Act by campaign segment: mostly '
                || {{ dbt.listagg(
                    "case when place = 1 then '' when place = places then ' and ' else ', ' end"
                    ~ " || words",
                    "''",
                    'order by place',
                ) }} || '.'
            when max(campaign_segment) is null
                then 'Act by campaign segment; none of these customers has an order yet.'
            else 'Act by campaign segment: only ' || max(campaign_segment) || '.'
        end as campaign_mix
    from largest
    group by {{ segment }}
)

select * from sentences
