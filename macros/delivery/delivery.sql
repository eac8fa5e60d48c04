{# A sentence with columns in braces as a SQL text. #}
{% macro sentence_of(template) %}
    {% set pieces = [] %}
    {% for piece in modules.re.split('[{}]', template) %}
        {% do pieces.append(literal(piece) if loop.index0 is even else piece) %}
    {% endfor %}
    {{ return('concat(' ~ pieces | join(', ') ~ ')') }}
{% endmacro %}

{# Post-hook of delivery_checks: what is refused stops the run before anything is made of the
   delivery. #}
{% macro stop_at_refused_delivery() %}
    {% set name = dbt.listagg('check_name', "', '", 'order by check_name') %}
    {{ stop_when(
        'select ' ~ dbt.listagg('sentence', "'. '", 'order by check_name')
        ~ ' || ' ~ literal("; correct the input, or allow it once with --vars '{allow: [") ~ ' || '
        ~ name
        ~ ' || ' ~ literal("]}'.") ~ ' from ' ~ this
        ~ " where verdict = 'refused' having count(*) > 0"
    ) }}
{% endmacro %}

{# What was published last, see last_delivery of the Python package: a mapping with the row
   'last' and the figures of 'delivery', those of the kind of this run. #}
{% macro last_published() %}
    {% if not execute %}{{ return({'last': {}, 'delivery': {}}) }}{% endif %}
    {% set answer = last_delivery(var('publish_dir')) %}
    {{ return({
        'last': answer.last,
        'delivery': answer.sample if is_sample() else answer.own,
    }) }}
{% endmacro %}
