with cut_points as (select * from {{ ref('feat_rfm_cut_points') }}),

rfm_cut_points as (
    select
        as_of_date,
        measure,
        cut_1,
        cut_2,
        cut_3,
        cut_4,
        usual_gap,
        active_within,
        quiet_after
    from cut_points
)

select * from rfm_cut_points
order by as_of_date, measure
