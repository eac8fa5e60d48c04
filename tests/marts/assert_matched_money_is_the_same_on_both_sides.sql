-- What refunds found in purchases is what purchases lost to refunds.
select
    sum(case when reason like 'cancellation%' then matched_amount else 0 end) as found,
    sum(case when reason not like 'cancellation%' then matched_amount else 0 end) as lost
from {{ ref('invoice_line_ledger') }}
having
    sum(case when reason like 'cancellation%' then matched_amount else 0 end)
    != sum(case when reason not like 'cancellation%' then matched_amount else 0 end)
