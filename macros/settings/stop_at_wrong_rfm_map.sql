{# Post-hook of feat_rfm_cells: an edited map that covers a cell of the grid never or more than
   once, or names a segment that campaign_segments does not know, stops the run and says where. #}
{% macro stop_at_wrong_rfm_map() %}
    {% set monetary = "case when count(*) = 5 then '1 to 5' else "
        ~ dbt.listagg('monetary_score', "' and '", 'order by monetary_score') ~ ' end' %}
    {{ stop_when(
        "with faults as (select concat(case when ranges = 0 then 'none' else cast(ranges as "
        ~ dbt.type_string() ~ ") end, ' for R', recency_score, ' F', frequency_score, ' M', "
        ~ monetary ~ ') as fault from ' ~ this ~ " where silence = 'usual' and ranges != 1"
        ~ ' group by ranges, recency_score, frequency_score) '
        ~ "select concat('Each of the 125 cells of recency (R), frequency (F) and monetary (M) "
        ~ "scores takes one range of the seed rfm_segments, which has ', "
        ~ dbt.listagg('fault', "', '", 'order by fault')
        ~ ", '; correct its ranges.') from faults having count(*) > 0"
    ) }}
    {{ stop_at_unknown_campaign_segments() }}
{% endmacro %}

{# Each name of the grid has a row in campaign_segments; what takes its place in silence or
   activity has one too, and needs no other in its place. #}
{% macro stop_at_unknown_campaign_segments() %}
    {% set known = ref('campaign_segments') %}
    {{ stop_when(
        'with uses as ('
        ~ "select 'rfm_segments' as seed, '' as place, rfm_segment as name from "
        ~ ref('rfm_segments')
        ~ " union all select 'campaign_segments', ' as when_quiet', when_quiet from " ~ known
        ~ " union all select 'campaign_segments', ' as when_active', when_active from " ~ known
        ~ "), faults as (select concat('The seed ', seed, ' names ', name, place, ', ', case"
        ~ " when campaign_segment is null then 'which campaign_segments does not have; add a row'"
        ~ " else 'which itself gives way to another name; name one that does not' end) as fault"
        ~ ' from uses left join ' ~ known ~ ' on name = campaign_segment'
        ~ ' where name is not null and (campaign_segment is null'
        ~ " or place = ' as when_quiet' and when_quiet is not null"
        ~ " or place = ' as when_active' and when_active is not null))"
        ~ " select concat(min(fault), '.') from faults having count(*) > 0"
    ) }}
{% endmacro %}
