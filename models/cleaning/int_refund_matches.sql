with stock_moves as (

    select
        *,
        least(height, height_before) as lower_height,
        greatest(height, height_before) as upper_height
    from {{ ref('int_stock_moves') }}
    where height != height_before

),

heights as (

    select customer_id, product_key, lower_height as height from stock_moves
    union
    select customer_id, product_key, upper_height as height from stock_moves

),

-- Between two neighbouring heights lies a layer, in which every unit has the same story.
layers as (

    select
        customer_id,
        product_key,
        height as layer_floor,
        lead(height) over stack - height as units,
        row_number() over stack as layer_number
    from heights
    window stack as (partition by customer_id, product_key order by height)

),

-- A move fills or empties the layers from its lower to its upper height.
spans as (

    select
        stock_moves.*,
        {{ each_number('lowest.layer_number', 'above.layer_number') }} as layer_number
    from stock_moves
    inner join layers as lowest
        on stock_moves.customer_id = lowest.customer_id
            and stock_moves.product_key = lowest.product_key
            and stock_moves.lower_height = lowest.layer_floor
    inner join layers as above
        on stock_moves.customer_id = above.customer_id
            and stock_moves.product_key = above.product_key
            and stock_moves.upper_height = above.layer_floor

),

-- Within a layer, purchases and refunds take turns: it is filled, emptied, filled again. So the
-- purchase that a refund takes from is the last one that filled the layer.
paired as (

    select
        *,
        lag(line_id) over layer_history as purchase_line_id,
        lag(invoice_number) over layer_history as purchase_invoice_number,
        lag(invoiced_at) over layer_history as purchased_at,
        lag(unit_price) over layer_history as purchase_price
    from spans
    window layer_history as (
        partition by customer_id, product_key, layer_number order by event_number
    )

),

matches as (

    select
        paired.customer_id,
        paired.product_key,
        purchase_line_id,
        line_id as refund_line_id,
        purchase_invoice_number,
        invoice_number as refund_invoice_number,
        purchased_at,
        invoiced_at as refunded_at,
        {{ dbt.datediff('purchased_at', 'invoiced_at', 'day') }} as days_to_refund,
        purchase_price,
        unit_price as refund_price,
        cast(sum(layers.units) as bigint) as units,
        cast(
            sum(layers.units * cast(least(unit_price, purchase_price) as {{ type_money() }}))
            as {{ type_money() }}
        ) as amount
    from paired
    inner join layers
        on paired.customer_id = layers.customer_id
            and paired.product_key = layers.product_key
            and paired.layer_number = layers.layer_number
    where is_refund
    group by
        paired.customer_id, paired.product_key, purchase_line_id, line_id, purchase_invoice_number,
        invoice_number, purchased_at, invoiced_at, purchase_price, unit_price

)

select * from matches
