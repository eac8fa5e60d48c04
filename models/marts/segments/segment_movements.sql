{% set numbers = range(1, [var('history_months') | int, 120] | min + 2) | list %}
{% set of_date = 'partition by segmentation, date_number' %}

with dates as (
    select
        as_of_date,
        lag(as_of_date) over (order by as_of_date) as previous_date,
        row_number() over (order by as_of_date) as date_number
    from {{ ref('feat_as_of_dates') }}
),

customer_segments as (select * from {{ ref('customer_segments') }}),

-- Attributes are known as of one date only: there is nothing to have moved from.
segments as (
    select
        *,
        row_number() over (order by segmentation, population, segment_id) as segment_number
    from {{ ref('seg_names') }}
    where segmentation in (
        select customer_segments.segmentation from customer_segments
        group by customer_segments.segmentation
        having min(customer_segments.as_of_date) < max(customer_segments.as_of_date)
    )
),

-- One row per customer, a column per date: four times as fast as a join with the date before.
paths as (
    select
        segments.segmentation,
        customer_segments.customer_id,
        {% for number in numbers %}
            max(case when dates.date_number = {{ number }} then segments.segment_number end)
                as segment_{{ number }}{{ ',' if not loop.last }}
        {% endfor %}
    from customer_segments
    inner join dates on customer_segments.as_of_date = dates.as_of_date
    inner join segments
        on
            customer_segments.segmentation = segments.segmentation
            and customer_segments.population = segments.population
            and customer_segments.segment_id = segments.segment_id
    group by segments.segmentation, customer_segments.customer_id
),

ways as (
    {% for number in numbers %}
        {% set previous = 'segment_' ~ (number - 1) if number > 1 else 'cast(null as bigint)' %}
        select
            segmentation,
            {{ number }} as date_number,
            {{ previous }} as previous_number,
            segment_{{ number }} as segment_number,
            count(*) as customers,
            coalesce({{ previous }}, 0) != coalesce(segment_{{ number }}, 0) as has_moved
        from paths
        where coalesce({{ previous }}, segment_{{ number }}) is not null
        group by segmentation, {{ previous }}, segment_{{ number }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

moves as (
    select
        *,
        sum(customers) over ({{ of_date }}, segment_number) as segment_customers,
        sum(customers) over ({{ of_date }}) as compared_customers,
        sum(case when has_moved then customers else 0 end) over ({{ of_date }}) as moved_customers
    from ways
),

segment_movements as (
    select
        dates.as_of_date,
        dates.previous_date,
        moves.segmentation,
        earlier.population as previous_population,
        earlier.segment_id as previous_segment_id,
        earlier.segment_name as previous_segment_name,
        segments.population,
        segments.segment_id,
        segments.segment_name,
        moves.customers,
        cast(moves.segment_customers as bigint) as segment_customers,
        cast(moves.compared_customers as bigint) as compared_customers,
        cast(moves.moved_customers as bigint) as moved_customers
    from moves
    inner join dates on moves.date_number = dates.date_number
    left join segments on moves.segment_number = segments.segment_number
    left join segments as earlier on moves.previous_number = earlier.segment_number
)

select * from segment_movements
order by segmentation, as_of_date, previous_population, previous_segment_id, population, segment_id
