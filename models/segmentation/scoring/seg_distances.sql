{% set segments = fitted_segments(ref('seg_parameters')) %}
{% set all_features, parameters = ref('seg_features'), ref('seg_scoring_parameters') %}

-- Views are read by name in each branch: a CTE would be written down with all their columns.
with
{% for name, settings in segmentations().items() %}
{% set axes = run_settings().axes[name] %}
members_of_{{ name }} as (
    select
        *,
        {{ population_of(settings) }} as population_of_customer
    from {{ all_features }}
),

-- A population that is new since the last fit has no model, and its customers no distance.
scaled_{{ name }} as (
    select
        members.as_of_date,
        members.customer_id,
        {% for feature, transform in settings.features.items() %}
            (
                {{ transformed('members.' ~ feature, transform, 'parameters') }}
                - parameters.offset_{{ feature }}
            ) / parameters.scale_{{ feature }} as scaled_{{ feature }},
        {% endfor %}
        parameters.*
    from members_of_{{ name }} as members
    inner join {{ parameters }} as parameters
        on members.population_of_customer = parameters.population
    where parameters.segmentation = '{{ name }}'
),

{% if settings.pca_components != 'none' %}
projected_{{ name }} as (
    select
        *,
        {% for axis in axes %}
            {% set component = loop.index %}
            {% for feature in settings.features | sort %}
                scaled_{{ feature }} * loading_{{ component }}_{{ feature }}
                {{- ' +' if not loop.last }}
            {% endfor %} as scaled_{{ axis }}{{ ',' if not loop.last }}
        {% endfor %}
    from scaled_{{ name }}
),

{% endif %}
-- Squared distances, axis by axis; a centre that does not exist is out of reach.
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
                        {% for axis in axes %}
                            {% set step = '(scaled_' ~ axis ~ ' - centre_' ~ segment_id ~ '_'
                                ~ axis ~ ')' %}
                            {{ step }} * {{ step }}{{ ' +' if not loop.last }}
                        {% endfor %}
                else 1e308
            end as distance_{{ segment_id }},
        {% endfor %}
        model_version
    from {{ 'scaled' if settings.pca_components == 'none' else 'projected' }}_{{ name }}
),

{% endfor %}
distances as (
    {% for name in segmentations() %}
        select * from distances_of_{{ name }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from distances
