-- Customers whose segment is another one than in the version that this build continues.
with last_dates as (
    select max(as_of_date) as as_of_date from {{ source('memory', 'customer_segments') }}
),

published as (
    select labels.*
    from {{ source('memory', 'customer_segments') }} as labels
    inner join last_dates on labels.as_of_date = last_dates.as_of_date
),

compared_segmentations as (
    select distinct segmentation from published
    where {{ is_of_this_run('segmentation') }}
),

today as (
    select assignments.*
    from {{ ref('seg_assignments') }} as assignments
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on assignments.as_of_date = as_of_dates.as_of_date
    inner join compared_segmentations
        on assignments.segmentation = compared_segmentations.segmentation
    where as_of_dates.is_current
),

compared as (
    select
        coalesce(today.segmentation, published.segmentation) as segmentation,
        coalesce(today.customer_id, published.customer_id) as customer_id,
        published.as_of_date as last_as_of_date,
        published.population as last_population,
        published.segment_id as last_segment_id,
        published.segment_name as last_segment_name,
        published.model_version as last_model_version,
        today.population,
        today.segment_id,
        today.model_version
    from today
    full outer join published
        on
            today.segmentation = published.segmentation
            and today.customer_id = published.customer_id
    where
        (today.segment_id is null or published.segment_id is null)
        or today.segment_id <> published.segment_id
        or today.population <> published.population
),

-- Whom the replaced model moves as well was moved by behaviour. A model that cannot be compared
-- with the one before it has moved everybody.
moves as (
    select
        compared.*,
        case
            when compared.last_segment_id is null then 'arrived'
            when compared.segment_id is null then 'left'
            when replaced.segment_id is null
                and compared.model_version = compared.last_model_version
                then 'behaviour'
            when replaced.segment_id is null then 'model'
            when replaced.segment_id = compared.last_segment_id
                and replaced.population = compared.last_population
                then 'model'
            else 'behaviour'
        end as cause
    from compared
    left join {{ ref('seg_scores') }} as replaced
        on
            compared.segmentation = replaced.segmentation
            and compared.customer_id = replaced.customer_id
            and replaced.model_role = 'replaced'
    inner join compared_segmentations as known on compared.segmentation = known.segmentation
)

select * from moves
