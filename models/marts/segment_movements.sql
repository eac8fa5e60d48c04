with customer_segments as (

    select * from {{ ref('customer_segments') }}

),

dates as (

    select
        as_of_date,
        lag(as_of_date) over (order by as_of_date) as previous_date,
        lead(as_of_date) over (order by as_of_date) as next_date
    from {{ ref('feat_as_of_dates') }}

),

-- Attributes are known as of one date only: there is nothing to have moved from.
segmentations as (

    select segmentation
    from customer_segments
    group by segmentation
    having count(distinct as_of_date) > 1

),

members as (

    select
        customer_segments.as_of_date,
        dates.next_date,
        customer_segments.segmentation,
        customer_segments.customer_id,
        customer_segments.population,
        customer_segments.segment_id,
        customer_segments.segment_name
    from customer_segments
    inner join dates on customer_segments.as_of_date = dates.as_of_date
    inner join segmentations on customer_segments.segmentation = segmentations.segmentation

),

moves as (

    select
        coalesce(members.as_of_date, earlier_members.next_date) as as_of_date,
        coalesce(members.segmentation, earlier_members.segmentation) as segmentation,
        earlier_members.population as previous_population,
        earlier_members.segment_id as previous_segment_id,
        earlier_members.segment_name as previous_segment_name,
        members.population,
        members.segment_id,
        members.segment_name
    from members
    full outer join members as earlier_members
        on
            members.as_of_date = earlier_members.next_date
            and members.segmentation = earlier_members.segmentation
            and members.customer_id = earlier_members.customer_id

),

-- Who was there on the last date has gone nowhere yet: no date matches.
segment_movements as (

    select
        moves.as_of_date,
        dates.previous_date,
        moves.segmentation,
        moves.previous_population,
        moves.previous_segment_id,
        moves.previous_segment_name,
        moves.population,
        moves.segment_id,
        moves.segment_name,
        count(*) as customers
    from moves
    inner join dates on moves.as_of_date = dates.as_of_date
    group by
        moves.as_of_date,
        dates.previous_date,
        moves.segmentation,
        moves.previous_population,
        moves.previous_segment_id,
        moves.previous_segment_name,
        moves.population,
        moves.segment_id,
        moves.segment_name

)

select * from segment_movements
order by segmentation, as_of_date, previous_population, previous_segment_id, population, segment_id
