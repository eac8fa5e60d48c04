{% set segments = fitted_segments(ref('seg_parameters')) %}

with parameters as (

    select * from {{ ref('seg_parameters') }}

),

one_row as (

    select
        segmentation,
        population,
        model_version,
        {% for feature in segmentation_columns() %}
            max(case when parameter = 'offset' and feature = '{{ feature }}' then value end)
                as offset_{{ feature }},
            max(case when parameter = 'scale' and feature = '{{ feature }}' then value end)
                as scale_{{ feature }},
            {% for segment_id in range(1, segments + 1) %}
                max(
                    case
                        when
                            parameter = 'centre'
                            and feature = '{{ feature }}'
                            and segment_id = {{ segment_id }}
                            then value
                    end
                ) as centre_{{ segment_id }}_{{ feature }},
            {% endfor %}
        {% endfor %}
        max(segment_id) as clusters
    from parameters
    group by segmentation, population, model_version

)

select * from one_row
