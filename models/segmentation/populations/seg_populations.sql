with features as (
    select * from {{ ref('seg_features') }}
    where is_current
),

-- The last branch is a run without segmentations: a table without rows, but with its columns.
populations as (
    {% for name, settings in segmentations().items() %}
        select
            as_of_date,
            {{ literal(name) }} as segmentation,
            customer_id,
            {{ population_of(settings) }} as population,
            {{ set_aside_reason(settings) }} as set_aside_reason
        from features
        {{ 'union all' if not loop.last }}
    {% else %}
        select
            as_of_date,
            cast(null as {{ dbt.type_string() }}) as segmentation,
            customer_id,
            cast(null as {{ dbt.type_string() }}) as population,
            cast(null as {{ dbt.type_string() }}) as set_aside_reason
        from features
        where false
    {% endfor %}
)

select * from populations
