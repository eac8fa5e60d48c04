with stock_moves as (

    select * from {{ ref('int_stock_moves') }}

),

heights as (

    select
        customer_id,
        product_key,
        height
    from stock_moves
    union
    select
        customer_id,
        product_key,
        height_before as height
    from stock_moves

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
        stock_moves.*,
        layers.layer_floor,
        layers.layer_top - layers.layer_floor as units
    from stock_moves
    inner join layers
        on
            stock_moves.customer_id = layers.customer_id
            and stock_moves.product_key = layers.product_key
            and layers.layer_floor >= least(stock_moves.height, stock_moves.height_before)
            and layers.layer_top <= greatest(stock_moves.height, stock_moves.height_before)

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
        cast(
            sum(units * cast(least(unit_price, purchase_price) as {{ type_money() }}))
            as {{ type_money() }}
        ) as amount
    from paired
    where is_refund
    group by
        customer_id, product_key, purchase_line_id, line_id, purchase_invoice_number,
        invoice_number, purchased_at, invoiced_at, purchase_price, unit_price

)

select * from matches
