with purchases_and_refunds as (

    select
        *,
        label = 'cancellation' as is_refund
    from {{ ref('int_invoice_lines_checked') }}
    where label in ('purchase', 'cancellation')

),

-- Refunds are few: only what shares a customer and a product with one needs the work below.
refunded_products as (

    select distinct
        customer_id,
        product_key
    from {{ ref('int_invoice_lines_checked') }}
    where
        label = 'cancellation'
        and '{{ var("cancellations") }}' = 'net'

),

events as (

    select
        purchases_and_refunds.*,
        -- A purchase stands before a refund of the same minute; what follows decides ties by
        -- content, so that the order of the input never matters.
        row_number() over (
            partition by purchases_and_refunds.customer_id, purchases_and_refunds.product_key
            order by
                purchases_and_refunds.invoiced_at,
                purchases_and_refunds.is_refund,
                purchases_and_refunds.invoice_number,
                purchases_and_refunds.unit_price,
                purchases_and_refunds.quantity,
                purchases_and_refunds.line_id
        ) as event_number
    from purchases_and_refunds
    inner join refunded_products
        on
            purchases_and_refunds.customer_id = refunded_products.customer_id
            and purchases_and_refunds.product_key = refunded_products.product_key

),

running as (

    select
        *,
        sum(quantity) over (
            partition by customer_id, product_key order by event_number
            rows between unbounded preceding and current row
        ) as running_units
    from events

),

-- The units that a customer holds are a stack: purchases put units on top, refunds take them
-- from the top. Its height is the running sum, lifted so that it never goes below zero.
stacked as (

    select
        *,
        running_units - least(
            0,
            min(running_units) over (
                partition by customer_id, product_key order by event_number
                rows between unbounded preceding and current row
            )
        ) as height
    from running

),

moves as (

    select
        *,
        coalesce(
            lag(height) over (partition by customer_id, product_key order by event_number), 0
        ) as height_before
    from stacked

),

heights as (

    select
        customer_id,
        product_key,
        height
    from moves
    union
    select
        customer_id,
        product_key,
        0 as height
    from refunded_products

),

-- Between two neighbouring heights every unit has the same story.
layers as (

    select
        customer_id,
        product_key,
        height as layer_floor,
        lead(height) over (partition by customer_id, product_key order by height) as layer_top
    from heights

),

-- Within a layer, purchases and refunds take turns: it is filled, emptied, filled again.
layer_moves as (

    select
        moves.*,
        layers.layer_floor,
        layers.layer_top - layers.layer_floor as units
    from moves
    inner join layers
        on
            moves.customer_id = layers.customer_id
            and moves.product_key = layers.product_key
            and layers.layer_floor >= least(moves.height, moves.height_before)
            and layers.layer_top <= greatest(moves.height, moves.height_before)

),

-- So the purchase that a refund takes from is the last one that filled the layer.
paired as (

    select
        *,
        lag(line_id) over layer_history as purchase_line_id,
        lag(invoice_number) over layer_history as purchase_invoice_number,
        lag(invoiced_at) over layer_history as purchased_at,
        lag(unit_price) over layer_history as purchase_price
    from layer_moves
    window layer_history as (
        partition by customer_id, product_key, layer_floor order by event_number
    )

),

matches as (

    select
        customer_id,
        product_key,
        purchase_line_id,
        line_id as refund_line_id,
        purchase_invoice_number,
        invoice_number as refund_invoice_number,
        purchased_at,
        invoiced_at as refunded_at,
        {{ dbt.datediff('purchased_at', 'invoiced_at', 'day') }} as days_to_refund,
        purchase_price,
        unit_price as refund_price,
        cast(sum(units) as bigint) as units,
        cast(sum(units * least(unit_price, purchase_price)) as {{ type_money() }}) as amount
    from paired
    where is_refund
    group by
        customer_id, product_key, purchase_line_id, line_id, purchase_invoice_number,
        invoice_number, purchased_at, invoiced_at, purchase_price, unit_price

)

select * from matches
