{% set segment_ids = range(1, fitted_segments() + 1) | list %}

with distances as (select * from {{ ref('seg_distances') }}),

-- 1e308 is as far as a segment is that the model does not have.
nearest as (
    select
        *,
        least({% for id in segment_ids %}distance_{{ id }}, {% endfor %}1e308) as nearest
    from distances
),

-- The lowest number wins a tie.
labelled as (
    select
        *,
        case
            {% for id in segment_ids %}
                when distance_{{ id }} = nearest then {{ id }}
            {% endfor %}
        end as segment_id
    from nearest
),

second_nearest as (
    select
        *,
        least(
            {% for id in segment_ids %}
                case when segment_id = {{ id }} then 1e308 else distance_{{ id }} end,
            {% endfor %}
            1e308
        ) as second_nearest
    from labelled
),

-- Rounded after the comparison: a margin is never the difference of two rounded distances.
scores as (
    select
        as_of_date,
        segmentation,
        population,
        customer_id,
        cast(segment_id as integer) as segment_id,
        round(sqrt(nearest), 9) as distance,
        case
            when second_nearest < 1e308 then round(sqrt(second_nearest) - sqrt(nearest), 9)
        end as margin,
        model_version,
        model_role
    from second_nearest
)

select * from scores
