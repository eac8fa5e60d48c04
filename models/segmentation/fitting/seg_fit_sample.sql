with features as (
    select * from {{ ref('seg_features') }}
    where is_current
),

populations as (
    select * from {{ ref('seg_populations') }}
    where population is not null
),

-- One row per population, so that the join below copies nobody.
clip_bounds as (
    select
        segmentation,
        population,
        {% for feature in run_settings().used_features %}
            {% for bound in ['lower', 'upper'] %}
                max(case when feature = '{{ feature }}' then {{ bound }} end)
                    as {{ bound }}_{{ feature }},
            {% endfor %}
        {% endfor %}
        count(*) as bounds
    from {{ ref('seg_clip_bounds') }}
    group by segmentation, population
),

-- Samples of all segmentations have the same columns: a feature that one does not use is null.
{% for name, settings in segmentations().items() %}
customers_of_{{ name }} as (
    select
        populations.segmentation,
        populations.population,
        features.as_of_date,
        features.customer_id,
        {{ worth(settings) }} as worth,
        {% for feature in run_settings().used_features %}
            {% set transform = settings.features.get(feature) %}
            {{ transformed('features.' ~ feature, 'none' if transform) }} as {{ feature }},
            {{ transformed('features.' ~ feature, transform, 'clip_bounds') }}
                as {{ feature }}_transformed,
        {% endfor %}
        -- The same customers on every engine, whatever the order of the rows.
        row_number() over (
            partition by populations.population
            order by md5(features.customer_id || '{{ settings.seed }}'), features.customer_id
        ) as sample_rank
    from features
    inner join populations on features.customer_id = populations.customer_id
    left join clip_bounds
        on
            populations.segmentation = clip_bounds.segmentation
            and populations.population = clip_bounds.population
    where populations.segmentation = {{ literal(name) }}
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
