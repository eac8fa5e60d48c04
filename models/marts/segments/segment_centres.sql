with customers as (
    select * from {{ ref('customer_projection') }}
    where segment_id is not null
),

segment_centres as (
    select
        as_of_date,
        segmentation,
        population,
        segment_id,
        segment_name,
        count(*) as customers,
        {% for component in [1, 2, 3] %}
            {{ exact_mean('component_' ~ component) }}
                as component_{{ component }}{{ ',' if not loop.last }}
        {% endfor %}
    from customers
    group by as_of_date, segmentation, population, segment_id, segment_name
)

select * from segment_centres
order by segmentation, population, segment_id
