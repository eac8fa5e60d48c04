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
            ' lines of the customers have no customer_id that can be read'
        ) as sentence
    from figures
    union all
    select
        'repeated_customers' as check_name,
        {{ share_of('repeated_customers', 'customer_lines') }} as value,
        {{ share_or_one_line(var('max_duplicate_share'), 'customer_lines') }} as tolerated,
        concat(
            repeated_customers, ' of ', customer_lines,
            ' lines of the customers repeat a customer_id, of which the first line counts'
        ) as sentence
    from figures
    union all
    select
        'unreadable_attributes' as check_name,
        {{ share_of('customers_not_fully_read', 'customer_lines') }} as value,
        null as tolerated,
        concat(
            customers_not_fully_read, ' of ', customer_lines, ' lines of the customers have a ',
            'field that cannot be read and counts as not known (', unreadable_attributes, ')'
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
            'None of the ', customers_with_attributes, ' customers of the customers is one of ',
            'the ', customers_with_orders, ' who ordered: their ids differ'
        ) as sentence
    from figures
    union all
    select
        'ids_by_zeros' as check_name,
        ids_that_differ_by_zeros as value,
        null as tolerated,
        concat(
            ids_that_differ_by_zeros, ' customer ids differ from another one only in zeros in ',
            'front, and count as other customers'
        ) as sentence
    from figures
    union all
    select
        'ids_by_case' as check_name,
        ids_that_differ_by_case as value,
        null as tolerated,
        concat(
            ids_that_differ_by_case, ' customer ids differ from another one only in upper and ',
            'lower case, and count as other customers'
        ) as sentence
    from figures
)

select * from checks
