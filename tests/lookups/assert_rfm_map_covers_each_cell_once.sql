-- 25 cells of recency and frequency score, each exactly once.
with fifths as (

    {% for fifth in range(1, 6) %}
        select {{ fifth }} as fifth
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

cells as (

    select
        recency.fifth as recency_score,
        frequency.fifth as frequency_score
    from fifths as recency
    cross join fifths as frequency

)

select
    coalesce(cells.recency_score, rfm_map.recency_score) as recency_score,
    coalesce(cells.frequency_score, rfm_map.frequency_score) as frequency_score,
    count(rfm_map.rfm_segment) as names_of_the_cell
from cells
full outer join {{ ref('rfm_segments') }} as rfm_map
    on
        cells.recency_score = rfm_map.recency_score
        and cells.frequency_score = rfm_map.frequency_score
group by cells.recency_score, cells.frequency_score, rfm_map.recency_score, rfm_map.frequency_score
having count(rfm_map.rfm_segment) != 1 or count(cells.recency_score) != 1
