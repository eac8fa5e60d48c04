with customers as (

    select * from {{ ref('feat_customers') }}

),

parameters as (

    select * from {{ ref('seg_scoring_parameters') }}

),

{% for name, settings in segmentations().items() %}
{% set segment_ids = range(1, cluster_limit(settings) + 1) | list %}
{{ name }}_scaled as (

    select
        customers.as_of_date,
        customers.customer_id,
        parameters.*,
        {% for feature, transform in settings.features.items() %}
            ({{ transformed('customers.' ~ feature, transform) }} - parameters.offset_{{ feature }})
            / parameters.scale_{{ feature }} as scaled_{{ feature }}{{ ',' if not loop.last }}
        {% endfor %}
    from customers
    cross join parameters
    where parameters.segmentation = '{{ name }}'

),

-- Squared distances to every centre; a centre that does not exist is out of reach.
{{ name }}_distances as (

    select
        segmentation,
        population,
        model_version,
        as_of_date,
        customer_id,
        {% for segment_id in segment_ids %}
            case
                when clusters < {{ segment_id }} then 1e308
                else
                    {% for feature in settings.features %}
                        {% set step = '(scaled_' ~ feature ~ ' - centre_' ~ segment_id ~ '_' ~ feature ~ ')' %}
                        {{ step }} * {{ step }}{{ ' +' if not loop.last }}
                    {% endfor %}
            end as distance_{{ segment_id }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ name }}_scaled

),

{{ name }}_nearest as (

    select
        *,
        least({% for id in segment_ids %}distance_{{ id }}, {% endfor %}1e308) as nearest
    from {{ name }}_distances

),

{{ name }}_labelled as (

    select
        *,
        case
            {% for id in segment_ids %}
                when distance_{{ id }} = nearest then {{ id }}
            {% endfor %}
        end as segment_id
    from {{ name }}_nearest

),

{{ name }}_assigned as (

    select
        segmentation,
        population,
        model_version,
        as_of_date,
        customer_id,
        segment_id,
        nearest,
        least(
            {% for id in segment_ids %}
                case when segment_id = {{ id }} then 1e308 else distance_{{ id }} end,
            {% endfor %}1e308
        ) as second_nearest
    from {{ name }}_labelled

),

{% endfor %}
assigned as (

    {% for name in segmentations() %}
        select * from {{ name }}_assigned
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

assignments as (

    select
        as_of_date,
        segmentation,
        population,
        customer_id,
        cast(segment_id as integer) as segment_id,
        sqrt(nearest) as distance,
        case when second_nearest < 1e308 then sqrt(second_nearest) - sqrt(nearest) end as margin,
        model_version
    from assigned

)

select * from assignments
