{% set segments, history = fitted_segments(), ref('seg_history') %}
{% set all_features, parameters = ref('seg_features'), ref('seg_scoring_parameters') %}

-- Views are read by name: a CTE would be written down with all columns. History stays as it is.
with
{% for name, settings in segmentations().items() %}
{% set axes = run_settings().axes[name] %}
members_of_{{ name }} as (
    select
        *,
        {{ population_of(settings) }} as population_of_customer
    from {{ all_features }}
    where as_of_date not in (
        select history.as_of_date from {{ history }} as history
        where history.segmentation = '{{ name }}'
    )
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
            and (parameters.model_role = 'current' or members.is_current)
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
squares_of_{{ name }} as (
    select
        as_of_date,
        segmentation,
        population,
        customer_id,
        {% for id in range(1, segments + 1) %}
            case
                when centre_{{ id }}_{{ axes[0] }} is not null then
                    {% for axis in axes %}
                        {% set step = '(scaled_%s - centre_%s_%s)' | format(axis, id, axis) %}
                        {{ step }} * {{ step }}{{ ' +' if not loop.last }}
                    {% endfor %}
                else 1e308
            end as distance_{{ id }},
        {% endfor %}
        model_version,
        model_role
    from {{ 'scaled' if settings.pca_components == 'none' else 'projected' }}_{{ name }}
),

{% endfor %}
distances as (
    select * from squares_of_{{ segmentations() | join(' union all select * from squares_of_') }}
)

select * from distances
