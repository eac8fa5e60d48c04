-- Each segmentation gives every customer of every date exactly one segment.
with expected as (

    select
        as_of_date,
        count(*) as customers
    from {{ ref('feat_customers') }}
    group by as_of_date

),

assigned as (

    select
        as_of_date,
        segmentation,
        count(segment_id) as customers
    from {{ ref('seg_assignments') }}
    group by as_of_date, segmentation

)

select
    expected.as_of_date,
    expected.customers as customers_expected,
    assigned.customers as customers_assigned
from expected
left join assigned
    on expected.as_of_date = assigned.as_of_date
where expected.customers is distinct from assigned.customers
