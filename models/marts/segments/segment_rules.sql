with rules as (select * from {{ ref('seg_rules') }}),

names as (select * from {{ ref('seg_names') }}),

segment_rules as (
    select
        rules.segmentation,
        rules.population,
        rules.segment_id,
        names.segment_name,
        rules.rule,
        rules.sql_condition,
        rules.precision,
        rules.cover,
        rules.tree_accuracy
    from rules
    left join names
        on
            rules.segmentation = names.segmentation
            and rules.population = names.population
            and rules.segment_id = names.segment_id
    where {{ is_of_this_run('rules.segmentation') }}
)

select * from segment_rules
order by segmentation, population, segment_id
