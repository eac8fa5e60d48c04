with sample as (select * from {{ ref('seg_fit_sample') }}),

-- The last branch has no rows: it closes the list, whatever segmentations there are.
feature_values as (
    {% for name, settings in segmentations().items() %}
        {% for feature, transform in settings.features | dictsort %}
            {% for stage, column in [('before', feature), ('after', feature ~ '_transformed')] %}
                select
                    segmentation,
                    population,
                    customer_id,
                    '{{ feature }}' as feature,
                    '{{ 'clip' if transform is mapping else transform }}' as transform,
                    '{{ stage }}' as stage,
                    {{ column }} as value
                from sample
                where segmentation = '{{ name }}'
                union all
            {% endfor %}
        {% endfor %}
    {% endfor %}
    select
        segmentation,
        population,
        customer_id,
        cast(null as {{ dbt.type_string() }}) as feature,
        cast(null as {{ dbt.type_string() }}) as transform,
        cast(null as {{ dbt.type_string() }}) as stage,
        cast(null as double) as value
    from sample
    where false
)

select * from feature_values
