with stock_moves as (select * from {{ ref('int_stock_moves') }}),

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

-- Between two neighbouring heights lies a layer, in which every unit has the same story.
layers as (
    select
        customer_id,
        product_key,
        row_number() over stack as layer_number,
        height as layer_floor,
        (lead(height) over stack) - height as units
    from heights
    window stack as (partition by customer_id, product_key order by height)
)

select * from layers
