{% set segments = fitted_segments(ref('seg_parameters')) %}

with customers as (

    select * from {{ ref('feat_customers') }}

),

parameters as (

    select * from {{ ref('seg_scoring_parameters') }}

),

{% for name, settings in segmentations().items() %}
scaled_{{ name }} as (

    select
        customers.as_of_date,
        customers.customer_id,
        {% for feature, transform in settings.features.items() %}
            (
                {{ transformed('customers.' ~ feature, transform) }}
                - parameters.offset_{{ feature }}
            ) / parameters.scale_{{ feature }} as scaled_{{ feature }},
        {% endfor %}
        parameters.*
    from customers
    cross join parameters
    where parameters.segmentation = '{{ name }}'

),

-- Squared distances, feature by feature; a centre that does not exist is out of reach.
distances_of_{{ name }} as (

    select
        as_of_date,
        segmentation,
        population,
        customer_id,
        {% for segment_id in range(1, segments + 1) %}
            case
                when clusters >= {{ segment_id }}
                    then
                        {% for feature in settings.features | sort %}
                            {% set centre = 'centre_' ~ segment_id ~ '_' ~ feature %}
                            {% set step = '(scaled_' ~ feature ~ ' - ' ~ centre ~ ')' %}
                            {{ step }} * {{ step }}{{ ' +' if not loop.last }}
                        {% endfor %}
                else 1e308
            end as distance_{{ segment_id }},
        {% endfor %}
        model_version
    from scaled_{{ name }}

),

{% endfor %}
distances as (

    {% for name in segmentations() %}
        select * from distances_of_{{ name }}
        {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from distances
