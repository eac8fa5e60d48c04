{% set numbers = range(1, [var('history_months') | int, 120] | min + 2) | list %}

with dates as (
    select
        as_of_date,
        lag(as_of_date) over (order by as_of_date) as previous_date,
        row_number() over (order by as_of_date) as number
    from {{ ref('feat_as_of_dates') }}
),

-- Attributes are known as of one date only: there is nothing to have moved from.
names as (
    select
        *,
        row_number() over (order by segmentation, population, segment_id) as segment_number
    from {{ ref('seg_known_segments') }}
    where segmentation in (
        select members.segmentation from {{ ref('customer_segments') }} as members
        group by members.segmentation
        having min(members.as_of_date) < max(members.as_of_date)
    )
),

-- One row per customer, a column per date: four times as fast as a join with the date before.
paths as (
    select
        names.segmentation,
        {% for n in numbers %}
            max(case when dates.number = {{ n }} then names.segment_number end) as segment_{{ n }},
        {% endfor %}
        members.customer_id
    from {{ ref('customer_segments') }} as members
    inner join dates on members.as_of_date = dates.as_of_date
    inner join names
        on members.segmentation = names.segmentation and members.population = names.population
            and members.segment_id = names.segment_id
    group by names.segmentation, members.customer_id
),

ways as (
    {% for n in numbers %}
        {% set before = 'segment_' ~ (n - 1) if n > 1 else 'cast(null as bigint)' %}
        select
            segmentation,
            {{ n }} as date_number,
            {{ before }} as previous_number,
            segment_{{ n }} as segment_number,
            count(*) as customers,
            count(*) * cast({{ before }} is distinct from segment_{{ n }} as int) as moved_customers
        from paths
        where coalesce({{ before }}, segment_{{ n }}) is not null
        group by segmentation, {{ before }}, segment_{{ n }} {{ 'union all' if not loop.last }}
    {% endfor %}
),

segment_movements as (
    select
        dates.as_of_date,
        dates.previous_date,
        ways.segmentation,
        earlier.population as previous_population,
        earlier.segment_id as previous_segment_id,
        earlier.segment_name as previous_segment_name,
        names.population,
        names.segment_id,
        names.segment_name,
        ways.customers,
        cast(sum(ways.customers) over of_segment as bigint) as segment_customers,
        cast(sum(ways.customers) over of_date as bigint) as compared_customers,
        cast(sum(ways.moved_customers) over of_date as bigint) as moved_customers
    from ways
    inner join dates on ways.date_number = dates.number
    left join names on ways.segment_number = names.segment_number
    left join names as earlier on ways.previous_number = earlier.segment_number
    window of_date as (partition by ways.segmentation, ways.date_number),
        of_segment as (partition by ways.segmentation, ways.date_number, ways.segment_number)
)

select * from segment_movements
order by segmentation, as_of_date, previous_population, previous_segment_id, population, segment_id
