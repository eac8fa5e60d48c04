with figures as (select * from {{ ref('delivery_figures') }}),

checks as (
    select
        'rejected_customers' as check_name,
        cast({{ share_of('rejected_customers', 'customer_lines') }} as double) as value,
        cast(
            {{ share_or_one_line(var('max_rejected_share'), 'customer_lines') }} as double
        ) as tolerated,
        concat(
            rejected_customers, ' of ', customer_lines,
            ' lines of the customers have no readable customer_id'
        ) as sentence
    from figures
    union all
    select
        'repeated_customers' as check_name,
        {{ share_of('repeated_customers', 'customer_lines') }} as value,
        {{ share_or_one_line(var('max_duplicate_share'), 'customer_lines') }} as tolerated,
        concat(
            repeated_customers, ' of ', customer_lines,
            ' lines of the customers repeat an earlier customer_id, and are ignored'
        ) as sentence
    from figures
    union all
    select
        'unreadable_attributes' as check_name,
        {{ share_of('customers_not_fully_read', 'customer_lines') }} as value,
        null as tolerated,
        concat(
            customers_not_fully_read, ' of ', customer_lines, ' lines of the customers have a ',
            'field that cannot be read and is treated as unknown (', unreadable_attributes, ')'
        ) as sentence
    from figures
    union all
    select
        'unmatched_customers' as check_name,
        case
            when least(customers_with_orders, customers_with_attributes) > 0
                then case when customers_with_both = 0 then 1 else 0 end
        end as value,
        null as tolerated,
        concat(
            'None of the ', customers_with_attributes, ' ids in the customers is one of the ',
            customers_with_orders, ' ids that ordered: check how ids are written in each input'
        ) as sentence
    from figures
    union all
    select
        'ids_by_zeros' as check_name,
        ids_that_differ_by_zeros as value,
        null as tolerated,
        concat(
            ids_that_differ_by_zeros, ' customer ids differ from another one only in leading ',
            'zeros, and are treated as different customers'
        ) as sentence
    from figures
    union all
    select
        'ids_by_case' as check_name,
        ids_that_differ_by_case as value,
        null as tolerated,
        concat(
            ids_that_differ_by_case, ' customer ids differ from another one only in upper and ',
            'lower case, and are treated as different customers'
        ) as sentence
    from figures
)

select * from checks
