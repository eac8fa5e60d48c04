{% set components = [1, 2, 3] %}

with sample as (select * from {{ ref('seg_fit_sample') }}),

customer_segments as (
    select customer_segments.*
    from {{ ref('customer_segments') }} as customer_segments
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on customer_segments.as_of_date = as_of_dates.as_of_date
    where as_of_dates.is_current
),

-- One row per population: a weight per feature and component, and what centres each feature.
weights as (
    select
        segmentation,
        population,
        max(component) as components,
        {% for feature in run_settings().used_features %}
            {% for component in components %}
                max(case when component = {{ component }} and feature = '{{ feature }}'
                    then loading / scale end) as weight_{{ component }}_{{ feature }},
            {% endfor %}
            max(case when feature = '{{ feature }}' then centre end)
                as centre_{{ feature }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('principal_component_loadings') }}
    group by segmentation, population
),

-- A feature that the segmentation does not use has no weight, and adds nothing.
placed as (
    select
        sample.as_of_date,
        sample.segmentation,
        sample.population,
        sample.customer_id,
        {% for component in components %}
            case
                when weights.components >= {{ component }}
                    then
                        {% for feature in run_settings().used_features %}
                            coalesce(
                                (sample.{{ feature }}_transformed - weights.centre_{{ feature }})
                                * weights.weight_{{ component }}_{{ feature }},
                                0
                            ){{ ' +' if not loop.last }}
                        {% endfor %}
            end as component_{{ component }}{{ ',' if not loop.last }}
        {% endfor %}
    from sample
    inner join weights
        on sample.segmentation = weights.segmentation and sample.population = weights.population
),

customer_projection as (
    select
        placed.as_of_date,
        placed.segmentation,
        placed.population,
        placed.customer_id,
        customer_segments.segment_id,
        customer_segments.segment_name,
        placed.component_1,
        placed.component_2,
        placed.component_3
    from placed
    left join customer_segments
        on
            placed.segmentation = customer_segments.segmentation
            and placed.customer_id = customer_segments.customer_id
)

select * from customer_projection
order by segmentation, population, customer_id
