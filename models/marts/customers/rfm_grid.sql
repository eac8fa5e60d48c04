with customers as (
    select * from {{ ref('customers') }}
    where campaign_segment is not null
),

segments_in_cells as (
    select
        as_of_date,
        recency_score,
        frequency_score,
        campaign_segment,
        count(*) as customers,
        cast(sum(monetary) as {{ type_money() }}) as revenue
    from customers
    group by as_of_date, recency_score, frequency_score, campaign_segment
),

-- Days and the monetary score decide with the two scores of a cell: it may hold several names.
rfm_grid as (
    select
        as_of_date,
        recency_score,
        frequency_score,
        campaign_segment,
        cast(row_number() over (
            partition by recency_score, frequency_score
            order by customers desc, campaign_segment asc) as integer) as place_in_cell,
        customers,
        revenue,
        {{ exact_ratio('revenue', 'cast(sum(revenue) over () as double)') }} as revenue_share,
        cast(sum(customers) over cell as bigint) as cell_customers,
        {{ exact_ratio('sum(revenue) over cell', 'cast(sum(revenue) over () as double)') }}
            as cell_revenue_share
    from segments_in_cells
    window cell as (partition by recency_score, frequency_score)
)

select * from rfm_grid
order by recency_score desc, frequency_score desc, place_in_cell asc
