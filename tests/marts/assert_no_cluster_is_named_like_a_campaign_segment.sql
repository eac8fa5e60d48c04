-- People act by campaign segments, and clusters describe: a name stands in one of the two lists.
-- Words after a comma tell clusters apart, and do not make another name.
select
    profiles.segmentation,
    profiles.population,
    profiles.segment_name
from {{ ref('segment_profiles') }} as profiles
inner join {{ ref('campaign_segments') }} as campaign_segments
    on
        lower(profiles.segment_name) = lower(campaign_segments.campaign_segment)
        or lower(profiles.segment_name) like lower(campaign_segments.campaign_segment) || ',%'
