-- A model of the future scores customers of the past by what nobody knew: other data, most likely.
select
    models.segmentation,
    models.fitted_as_of,
    as_of_dates.as_of_date
from {{ ref('segment_model_parameters') }} as models
cross join {{ ref('feat_as_of_dates') }} as as_of_dates
where
    as_of_dates.is_current
    and models.fitted_as_of > as_of_dates.as_of_date
