{% set moves, customers = ref('seg_moves'), ref('seg_features') %}
{% set before, parameters = source('memory', 'customers'), ref('seg_scoring_parameters') %}
{% set move = 'segmentation, population, customer_id, last_segment_id, segment_id' %}
{% set step = 'steps.segmentation, customer_id, steps.feature, value_before, value_now' %}

-- What did most of a move: (centre now - centre before) * (scaled now - scaled before) is how far a
-- step leads from the centre of the one segment to that of the other.
with centres as (
    select
        *,
        coalesce(feature, concat('component_', component)) as axis
    from {{ ref('seg_model_parameters') }}
    where parameter = 'centre'
),

axes as ({{ axes_of_features(ref('seg_model_parameters')) }}),

{% for name, settings in segmentations().items() %}
moved_in_{{ name }} as (
    select
        moves.*,
        {% for feature, transform in settings.features | dictsort %}
            cast(earlier.{{ feature }} as double) as {{ feature }}_before,
            cast(today.{{ feature }} as double) as {{ feature }}_now,
            (
                {{ transformed('today.' ~ feature, transform, 'parameters') }}
                - {{ transformed('earlier.' ~ feature, transform, 'parameters') }}
            ) / parameters.scale_{{ feature }} as {{ feature }}_step{{ ',' if not loop.last }}
        {% endfor %}
    from {{ moves }} as moves
    inner join {{ before }} as earlier on moves.customer_id = earlier.customer_id
    inner join {{ customers }} as today
        on moves.customer_id = today.customer_id and today.is_current
    inner join {{ parameters }} as parameters on {{ same_population('moves', 'parameters') }}
    where
        moves.segmentation = '{{ name }}'
        and moves.cause = 'behaviour'
        and moves.population = moves.last_population
        and parameters.model_role = 'current'
),

{% endfor %}
steps as (
    {% for name, settings in segmentations().items() %}
        {% for feature in settings.features | sort %}
            select
                {{ move }}, '{{ feature }}' as feature, {{ feature }}_step as step,
                {{ feature }}_before as value_before, {{ feature }}_now as value_now
            from moved_in_{{ name }}
            {{ 'union all' if not loop.last }}
        {% endfor %} {{ 'union all' if not loop.last }}
    {% endfor %}
),

shares as (
    select
        {{ step }},
        sum(steps.step * axes.loading * (centres.value - centres_before.value)) as push
    from steps
    inner join axes on {{ same_population('steps', 'axes') }} and steps.feature = axes.feature
    inner join centres
        on {{ same_population('axes', 'centres') }} and axes.axis = centres.axis
            and steps.segment_id = centres.segment_id
    inner join centres as centres_before
        on {{ same_population('axes', 'centres_before') }} and axes.axis = centres_before.axis
            and steps.last_segment_id = centres_before.segment_id
    group by {{ step }}
),

in_order as (
    select
        *,
        row_number() over (
            partition by segmentation, customer_id order by round(push, 9) desc, feature asc
        ) as place
    from shares
)

select * from in_order
where place = 1 and push > 0
