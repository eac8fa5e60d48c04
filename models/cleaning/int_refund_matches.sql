with stock_moves as (select * from {{ ref('int_stock_moves') }}),

layers as (select * from {{ ref('int_stock_layers') }}),

-- A move fills or empties the layers from its lower to its upper height.
spans as (
    select
        moves.*,
        {{ each_number('lowest.layer_number', 'above.layer_number') }} as layer_number
    from stock_moves as moves
    inner join layers as lowest
        on moves.customer_id = lowest.customer_id and moves.product_key = lowest.product_key
            and least(moves.height, moves.height_before) = lowest.layer_floor
    inner join layers as above
        on moves.customer_id = above.customer_id and moves.product_key = above.product_key
            and greatest(moves.height, moves.height_before) = above.layer_floor
    where moves.height != moves.height_before
),

layer_moves as (
    select
        spans.*,
        layers.units
    from spans
    inner join layers
        on spans.customer_id = layers.customer_id and spans.product_key = layers.product_key
            and spans.layer_number = layers.layer_number
),

-- Within a layer, purchases and refunds take turns: it is filled, emptied, filled again. So the
-- purchase that a refund takes from is the last one that filled the layer.
paired as (
    select
        *,
        lag(line_id) over layer_history as purchase_line_id,
        lag(invoice_number) over layer_history as purchase_invoice_number,
        lag(invoiced_at) over layer_history as purchased_at,
        lag(quantity) over layer_history as purchase_quantity,
        lag(unit_price) over layer_history as purchase_price,
        lag(amount) over layer_history as purchase_amount
    from layer_moves
    window layer_history as (
        partition by customer_id, product_key, layer_number order by event_number
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
        -- A line that is taken back whole keeps no money, even if its price was rounded.
        cast(
            case
                when sum(units) = purchase_quantity and sum(units) = -quantity
                    then least(purchase_amount, cast(0 - amount as {{ type_money() }}))
                else cast(
                    sum(units) * cast(least(unit_price, purchase_price) as {{ type_money() }})
                    as {{ type_money() }}
                )
            end as {{ type_money() }}
        ) as amount
    from paired
    where is_refund
    group by
        customer_id, product_key, purchase_line_id, line_id, purchase_invoice_number,
        invoice_number, purchased_at, invoiced_at, purchase_quantity, quantity, purchase_price,
        unit_price, purchase_amount, amount
)

select * from matches
