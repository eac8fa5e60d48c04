-- Nobody who has been silent for longer than the limit has a name that claims to be active, and
-- nobody within a usual gap one that claims to be silent.
select
    customers.as_of_date,
    customers.customer_id,
    customers.recency,
    customers.rfm_segment
from {{ ref('feat_customers') }} as customers
inner join {{ ref('feat_rfm_cut_points') }} as cut_points
    on customers.as_of_date = cut_points.as_of_date
inner join {{ ref('campaign_segments') }} as campaign_segments
    on customers.rfm_segment = campaign_segments.campaign_segment
where
    customers.recency > cut_points.quiet_after and campaign_segments.when_quiet is not null
    or customers.recency <= cut_points.active_within and campaign_segments.when_active is not null
