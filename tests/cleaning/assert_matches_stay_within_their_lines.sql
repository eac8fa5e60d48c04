-- No refund gives back more units than it has, and no purchase loses more than it had.
select
    line_id,
    quantity,
    matched_units
from {{ ref('int_invoice_lines_classified') }}
where
    matched_units > abs(quantity)
    or (matched_units > 0 and reason not in (
        'purchase_partly_refunded', 'cancelled_by_later_refund',
        'cancellation_matched', 'cancellation_partly_matched'
    ))
