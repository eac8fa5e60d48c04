with moves as (select * from {{ ref('seg_moves') }}),

reasons as (select * from {{ ref('seg_move_reasons') }}),

customer_changes as (
    select
        as_of_dates.as_of_date,
        moves.last_as_of_date,
        moves.segmentation,
        moves.customer_id,
        moves.last_population,
        moves.last_segment_id,
        moves.last_segment_name,
        moves.population,
        moves.segment_id,
        segments.segment_name,
        moves.cause,
        reasons.feature,
        {{ change_in_words() }} as reason,
        customers.monetary
    from moves
    inner join {{ ref('feat_as_of_dates') }} as as_of_dates on as_of_dates.is_current
    left join reasons
        on moves.segmentation = reasons.segmentation and moves.customer_id = reasons.customer_id
    left join {{ ref('feat_registry') }} as words on reasons.feature = words.feature
    left join {{ ref('seg_known_segments') }} as segments
        on {{ same_segment('moves', 'segments', 'segment_id') }}
    left join {{ ref('feat_customers') }} as customers
        on
            moves.customer_id = customers.customer_id
            and as_of_dates.as_of_date = customers.as_of_date
)

select * from customer_changes
order by segmentation, customer_id
