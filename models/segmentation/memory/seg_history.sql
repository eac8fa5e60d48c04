-- What was published of dates before the last fit of a segmentation stays as it was.
with last_fits as (
    select
        segmentation,
        max(fitted_as_of) as fitted_as_of
    from {{ ref('seg_model_parameters') }}
    group by segmentation
),

history as (
    select
        published.as_of_date,
        published.segmentation,
        published.population,
        published.customer_id,
        published.segment_id,
        published.distance,
        published.margin,
        published.model_version
    from {{ source('memory', 'customer_segments') }} as published
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on published.as_of_date = as_of_dates.as_of_date
    inner join last_fits
        on
            published.segmentation = last_fits.segmentation
            and published.as_of_date < last_fits.fitted_as_of
    where
        not as_of_dates.is_current
        and {{ 'true' if var('history') == 'as_published' else 'false' }}
)

select * from history
