-- Whoever belongs to a population with a model is scored, and nobody else is.
with expected as (
    select
        populations.segmentation,
        populations.population,
        count(*) as customers
    from {{ ref('seg_populations') }} as populations
    inner join {{ ref('seg_scoring_parameters') }} as models
        on
            populations.segmentation = models.segmentation
            and populations.population = models.population
    where models.model_role = 'current'
    group by populations.segmentation, populations.population
),

assigned as (
    select
        assignments.segmentation,
        assignments.population,
        count(assignments.segment_id) as customers
    from {{ ref('seg_assignments') }} as assignments
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on assignments.as_of_date = as_of_dates.as_of_date
    where as_of_dates.is_current
    group by assignments.segmentation, assignments.population
)

select
    expected.customers as customers_expected,
    assigned.customers as customers_assigned
from expected
full outer join assigned
    on
        expected.segmentation = assigned.segmentation
        and expected.population = assigned.population
where expected.customers is distinct from assigned.customers
