with delivery as (select * from {{ ref('int_delivery') }}),

last_publication as (select * from {{ ref('stg_last_publication') }}),

largest_line as (select * from {{ ref('int_largest_line') }}),

-- What was set aside, by reason, each with the first line as an example.
rejects as (
    select
        reason,
        source_file,
        source_line,
        unreadable_text,
        count(*) over (partition by reason) as lines,
        row_number() over (partition by reason order by line_id) as line_of_reason
    from {{ ref('int_rejected_lines') }}
),

rejected as (
    select
        {{ dbt.listagg(
            "concat(
                lines, ' ', replace(reason, '_', ' '), ' (first: ',
                coalesce('line ' || source_line || ' of ', ''), source_file,
                coalesce(', ' || chr(34) || unreadable_text || chr(34), ''), ')',
                case when reason = 'date_apart_from_all_others'
                    then ', which a larger max_days_apart keeps' else '' end
            )",
            "', '",
            'order by lines desc, reason',
        ) }} as rejected_examples
    from rejects
    where line_of_reason = 1
),

compared as (
    select
        delivery.*,
        largest_line.*,
        rejected.rejected_examples,
        last_publication.*
    from delivery
    cross join largest_line
    cross join rejected
    cross join last_publication
),

-- How much there is of what is checked, and how much of it is tolerated.
measured as (
    {% for check_name, check in delivery_checks().items() %}
        select
            '{{ check_name }}' as check_name,
            cast({{ check.value }} as double) as value,
            cast({{ check.warns_above | default(0) }} as double) as warns_above,
            cast({{ check.tolerated | default('null') }} as double) as tolerated,
            {{ sentence_of(check.sentence) }} as sentence
        from compared
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

checks as (
    select
        check_name,
        case
            when value is null then 'not_checked'
            when value > tolerated and {{ is_one_of('check_name', var('allow')) }} then 'allowed'
            when value > tolerated then 'refused'
            when value > warns_above then 'warned'
            else 'passed'
        end as verdict,
        value,
        tolerated,
        case when value > warns_above then sentence end as sentence
    from measured
)

select * from checks
