-- No refund gives back more units than it has, and no purchase loses more than it had.
{% for side in ['purchase', 'refund'] %}
select
    matches.{{ side }}_line_id as line_id,
    max(invoice_lines.quantity) as quantity,
    sum(matches.units) as matched_units
from {{ ref('int_refund_matches') }} as matches
inner join {{ ref('stg_invoice_lines') }} as invoice_lines
    on matches.{{ side }}_line_id = invoice_lines.line_id
group by matches.{{ side }}_line_id
having sum(matches.units) > abs(max(invoice_lines.quantity))
{{ 'union all' if not loop.last }}
{% endfor %}
