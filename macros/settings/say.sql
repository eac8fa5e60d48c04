{# Post-hook of feat_personas: says which words of the input the seed attribute_categories lacks.
   Most marital statuses are meant to be alone: they are told only where nobody has a partner. #}
{% macro say_unknown_categories() %}
    {% if execute %}
        {% set found = run_query(
            "with attributes as ("
            ~ " select 'education' as attribute, education as word from " ~ ref('int_customers')
            ~ " union all select 'marital_status', marital_status from " ~ ref('int_customers')
            ~ '), words as ('
            ~ ' select attributes.attribute, word, count(categories.category) as listed'
            ~ ' from attributes left join ' ~ ref('attribute_categories') ~ ' as categories'
            ~ ' on attributes.attribute = categories.attribute'
            ~ ' and lower(word) = lower(categories.value)'
            ~ ' where word is not null group by 1, 2)'
            ~ ' select attribute, ' ~ dbt.listagg('word', "', '", 'order by word')
            ~ ' from words as each where listed = 0'
            ~ " and (attribute = 'education' or not exists (select 1 from words"
            ~ ' where words.attribute = each.attribute and listed > 0)) group by attribute'
        ) %}
        {% for attribute, words in found.rows %}
            {% do log('The seed attribute_categories does not have the ' ~ attribute ~ ' '
                ~ words | truncate(80) ~ ', which is treated as '
                ~ ('unknown' if attribute == 'education' else 'alone')
                ~ '; add the words of your data.', info=true) %}
        {% endfor %}
    {% endif %}
{% endmacro %}

{# Post-hook of segmentation_coverage: says, while the build runs, which segmentations are empty,
   and why. #}
{% macro say_empty_segmentations() %}
    {% if execute %}
        {% set empty = run_query(
            "select segmentation || ' is empty (' || " ~ dbt.listagg(
                "replace(outcome, '_', ' ') || ': ' || customers || ' customers'",
                "', '", 'order by customers desc, outcome'
            ) ~ " || ')'"
            ~ ' from ' ~ this ~ ' group by segmentation'
            ~ " having max(case when outcome = 'segmented' then 1 else 0 end) = 0"
            ~ ' order by segmentation'
        ) %}
        {% for sentence in empty.columns[0].values() %}
            {% do log('Segmentation ' ~ sentence ~ '.', info=true) %}
        {% endfor %}
    {% endif %}
{% endmacro %}

{# Post-hook of build_checks: says, while the build runs, what deserves attention. #}
{% macro say_warnings() %}
    {% if execute %}
        {% set sentences = run_query(
            "select case when verdict = 'allowed' then 'Allowed: ' else 'Note: ' end || sentence"
            ~ ' from ' ~ this ~ " where verdict in ('warned', 'allowed') order by check_name"
        ).columns[0].values() %}
        {% for sentence in sentences %}
            {% do log(sentence ~ '.', info=true) %}
        {% endfor %}
    {% endif %}
{% endmacro %}
