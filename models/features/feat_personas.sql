-- A hook says which words of the input the seed attribute_categories lacks.
with customers as (select * from {{ ref('int_customers') }}),

as_of_dates as (select * from {{ ref('feat_as_of_dates') }}),

categories as (select * from {{ ref('attribute_categories') }}),

-- What stands in for an income that is not known; a few mistyped ones do not move it.
incomes as (
    select {{ percentile('income', 50) }} as median
    from customers
),

-- Attributes are one snapshot without a date of their own: they are known as of today only.
described as (
    select
        as_of_dates.as_of_date,
        customers.*,
        customers.income is null as income_is_missing,
        coalesce(customers.income, cast(incomes.median as {{ type_price() }})) as known_income,
        extract(year from as_of_dates.as_of_date) - customers.birth_year as age,
        {{ dbt.datediff('customers.registered_date', 'as_of_dates.as_of_date', 'day') }}
            as days_registered,
        case
            when customers.marital_status is not null
                then coalesce(households.category, 'alone')
        end as household,
        educations.category as education_level
    from customers
    cross join as_of_dates
    cross join incomes
    left join categories as households
        on
            households.attribute = 'marital_status'
            and lower(customers.marital_status) = lower(households.value)
    left join categories as educations
        on
            educations.attribute = 'education'
            and lower(customers.education) = lower(educations.value)
    where as_of_dates.is_current
),

personas as (
    select
        as_of_date,
        customer_id,
        registered_date,
        cast(known_income as {{ type_money() }}) as income,
        income_is_missing,
        total_spending,
        declared_recency,
        deal_purchases,
        web_purchases,
        catalogue_purchases,
        store_purchases,
        web_visits,
        complained,
        responded,
        cast(age as integer) as age,
        days_registered,
        children,
        household,
        education_level,
        {% for household in ['partner', 'alone'] %}
            cast(household = '{{ household }}' as integer) as household_{{ household }},
        {% endfor %}
        {% for level in ['undergraduate', 'graduate', 'postgraduate'] %}
            cast(education_level = '{{ level }}' as integer) as education_{{ level }},
        {% endfor %}
        case
            when age < 0 or age >= {{ var('max_age') }} then 'implausible_age'
            when income >= {{ var('max_income') }} then 'implausible_income'
        end as implausible,
        concat_ws('', {{ run_settings().attributes | join(', ') }}) != '' as has_attributes
    from described
)

select * from personas
