with current_customers as (

    select feat_customers.*
    from {{ ref('feat_customers') }} as feat_customers
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates
        on feat_customers.as_of_date = as_of_dates.as_of_date
    where as_of_dates.is_current

),

{% for name, settings in segmentations().items() %}
customers_of_{{ name }} as (

    select
        {{ literal(name) }} as segmentation,
        'all' as population,
        as_of_date,
        customer_id,
        monetary,
        {% for feature in segmentation_columns() %}
            {{ transformed(feature, settings.features.get(feature)) }} as {{ feature }}_transformed,
        {% endfor %}
        -- The same customers on every engine, whatever the order of the rows.
        row_number() over (
            order by md5(customer_id || '{{ settings.seed }}'), customer_id
        ) as sample_rank
    from current_customers

),

{% endfor %}
samples as (

    {% for name in segmentations() %}
        select * from customers_of_{{ name }}
        where sample_rank <= {{ var('fit_sample_size') }}
        {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from samples
