{% set assignments, features = ref('seg_assignments'), ref('seg_features') %}
{% set parameters = ref('seg_scoring_parameters') %}

-- Tables are read by name in each branch: a CTE would be written down with all its columns.
with
-- Beside each feature as it is, the feature as the segmentation sees it: differences are
-- measured there, where one very large customer does not hide all the others.
{% for name, settings in segmentations().items() %}
members_of_{{ name }} as (
    select
        assignments.as_of_date,
        assignments.segmentation,
        assignments.population,
        assignments.customer_id,
        assignments.segment_id,
        {% for feature in run_settings().features %}
            customers.{{ feature }},
            {% set transform = settings.features.get(feature, 'none') %}
            {{ transformed('customers.' ~ feature, transform, 'parameters') }}
                as {{ feature }}_transformed{{ ',' if not loop.last }}
        {% endfor %}
    from {{ assignments }} as assignments
    inner join {{ features }} as customers
        on
            assignments.as_of_date = customers.as_of_date
            and assignments.customer_id = customers.customer_id
    inner join {{ parameters }} as parameters
        on
            assignments.segmentation = parameters.segmentation
            and assignments.population = parameters.population
    where
        assignments.segmentation = '{{ name }}'
        and customers.is_current
        and parameters.model_role = 'current'
),

{% endfor %}
all_members as (
    {% for name in segmentations() %}
        select * from members_of_{{ name }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- Sums over positions are exact; over logarithms they would depend on the order of the rows.
members as (
    select
        as_of_date,
        segmentation,
        population,
        customer_id,
        segment_id,
        {% for feature in run_settings().features %}
            {{ feature }},
            {{ position_in(feature ~ '_transformed', 'segmentation, population') }}
                as {{ feature }}_position{{ ',' if not loop.last }}
        {% endfor %}
    from all_members
)

select * from members
