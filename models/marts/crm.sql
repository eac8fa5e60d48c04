with customers as (

    select
        customer_id,
        as_of_date,
        rfm_segment,
        rfm_action
    from {{ ref('customers') }}

),

-- Profiles are of the current date only.
current_segments as (

    select
        customer_segments.customer_id,
        customer_segments.segmentation,
        segment_profiles.segment_name,
        segment_profiles.action
    from {{ ref('customer_segments') }} as customer_segments
    inner join {{ ref('segment_profiles') }} as segment_profiles
        on
            customer_segments.as_of_date = segment_profiles.as_of_date
            and customer_segments.segmentation = segment_profiles.segmentation
            and customer_segments.population = segment_profiles.population
            and customer_segments.segment_id = segment_profiles.segment_id

),

-- One row per customer, two columns per segmentation.
segments as (

    select
        customer_id,
        {% for name in all_segmentations() %}
            max(case when segmentation = '{{ name }}' then segment_name end)
                as {{ segment_column(name) }},
            max(case when segmentation = '{{ name }}' then action end)
                as {{ action_column(name) }}{{ ',' if not loop.last }}
        {% endfor %}
    from current_segments
    group by customer_id

),

crm as (

    select
        customers.customer_id,
        customers.as_of_date,
        customers.rfm_segment,
        customers.rfm_action,
        {% for name in all_segmentations() %}
            segments.{{ segment_column(name) }},
            segments.{{ action_column(name) }}{{ ',' if not loop.last }}
        {% endfor %}
    from customers
    left join segments
        on customers.customer_id = segments.customer_id

)

select * from crm
order by customer_id
