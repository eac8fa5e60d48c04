{% set own_features = run_settings().own_features %}

with as_of_dates as (select * from {{ ref('feat_as_of_dates') }}),

purchases as (
    select * from {{ ref('int_invoice_lines_classified') }}
    where disposition = 'clean' or reason = 'cancelled_by_later_refund'
),

refunds as (
    select
        as_of_dates.as_of_date,
        matches.purchase_line_id,
        sum(matches.units) as units,
        sum(matches.amount) as amount
    from as_of_dates
    inner join {{ ref('int_refund_matches') }} as matches
        on as_of_dates.as_of_date > cast(matches.refunded_at as date)
    group by as_of_dates.as_of_date, matches.purchase_line_id
),

-- What was kept of each line at that midnight. Without features of one's own nobody asks.
kept_lines as (
    select
        as_of_dates.as_of_date,
        purchases.customer_id,
        purchases.invoice_number,
        purchases.product_code,
        purchases.description,
        purchases.country,
        purchases.unit_price,
        purchases.invoiced_at,
        cast(purchases.quantity - coalesce(refunds.units, 0) as bigint) as quantity,
        cast(purchases.amount - coalesce(refunds.amount, 0) as {{ type_money() }}) as amount
    from purchases
    inner join as_of_dates on as_of_dates.as_of_date > cast(purchases.invoiced_at as date)
    left join refunds
        on
            as_of_dates.as_of_date = refunds.as_of_date
            and purchases.line_id = refunds.purchase_line_id
    where
        purchases.quantity > coalesce(refunds.units, 0)
        and {{ 'true' if own_features else 'false' }}
),

-- Expressions of the settings, each checked to be an aggregate of columns of these lines.
measured as (
    select
        as_of_date,
        customer_id,
        {% for name, feature in own_features.items() %}
            cast({{ feature.expression }} as double) as {{ name }},
        {% endfor %}
        count(*) as kept_lines
    from kept_lines
    group by as_of_date, customer_id
),

-- What was divided by zero or is beyond 10^15 is no number. The others are rounded: the order of
-- the lines can change their last digits.
own_features as (
    select
        as_of_date,
        customer_id,
        {% for name in own_features %}
            case when {{ name }} between -1e15 and 1e15 then round({{ name }}, 9) end
                as {{ name }},
        {% endfor %}
        kept_lines
    from measured
)

select * from own_features
