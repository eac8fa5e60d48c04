-- A hook stops the build at what is refused here, before anything is made of the delivery.
with measured as (
    select * from {{ ref('delivery_line_checks') }}
    union all
    select * from {{ ref('delivery_outlier_checks') }}
    union all
    select
        check_name,
        value,
        0 as warns_above,
        tolerated,
        sentence
    from {{ ref('delivery_customer_checks') }}
    union all
    select * from {{ ref('delivery_changes') }}
),

checks as (
    select
        check_name,
        case
            when value is null then 'not_checked'
            when value > tolerated and {{ is_one_of('check_name', var('allow')) }} then 'allowed'
            when value > tolerated then 'refused'
            when value > warns_above then 'warned'
            else 'passed'
        end as verdict,
        value,
        tolerated,
        case when value > warns_above then sentence end as sentence
    from measured
)

select * from checks
