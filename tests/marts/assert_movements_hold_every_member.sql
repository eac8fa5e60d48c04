-- Who is in a segment on a date came from somewhere, once: the sums of the movements are the
-- sizes of the segments.
with movements as (
    select
        as_of_date,
        segmentation,
        population,
        segment_id,
        sum(customers) as customers,
        max(segment_customers) as segment_customers
    from {{ ref('segment_movements') }}
    where segment_id is not null
    group by as_of_date, segmentation, population, segment_id
),

segmentations as (
    select distinct segmentation from movements
),

members as (
    select
        customer_segments.as_of_date,
        customer_segments.segmentation,
        customer_segments.population,
        customer_segments.segment_id,
        count(*) as customers
    from {{ ref('customer_segments') }} as customer_segments
    inner join segmentations
        on customer_segments.segmentation = segmentations.segmentation
    group by
        customer_segments.as_of_date,
        customer_segments.segmentation,
        customer_segments.population,
        customer_segments.segment_id
)

select
    members.segmentation,
    members.as_of_date,
    members.customers,
    movements.customers as moved
from members
full outer join movements
    on
        members.as_of_date = movements.as_of_date
        and members.segmentation = movements.segmentation
        and members.population = movements.population
        and members.segment_id = movements.segment_id
where
    members.customers is distinct from movements.customers
    or members.customers is distinct from movements.segment_customers
