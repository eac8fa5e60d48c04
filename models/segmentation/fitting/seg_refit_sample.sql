-- The sample of the populations for which a model is fitted in this build.
with sample as ({{ of_this_fit(ref('seg_fit_sample')) }}),

refit_sample as (
    select
        segmentation,
        population,
        as_of_date,
        customer_id,
        worth,
        {% for feature in run_settings().used_features %}
            {{ feature }},
            {{ feature }}_transformed,
        {% endfor %}
        sample_rank
    from sample
)

select * from refit_sample
