{# Whether a row is about the population of another one. Arguments: one, other (strings). #}
{% macro same_population(one, other) -%}
    {{ one }}.segmentation = {{ other }}.segmentation
    and {{ one }}.population = {{ other }}.population
{%- endmacro %}

{# Whether a row is about the segment of another one. Arguments: one, other (strings), relations;
   column (string), the number of the segment in the first. #}
{% macro same_segment(one, other, column) -%}
    {{ same_population(one, other) }} and {{ one }}.{{ column }} = {{ other }}.segment_id
{%- endmacro %}

{# What became of a segment, or where a new one is from. In segment_lineage. #}
{% macro lineage_verdict() -%}
    case
        when is_now and is_before
            then case when segment_name = last_segment_name then 'kept' else 'renamed' end
        when is_now
            then case when 2 * customers_in_both > customers_now then 'split' else 'new' end
        when 2 * customers_in_both > customers_before then 'merged'
        else 'retired'
    end
{%- endmacro %}

{# Place of a segment among those that share customers with another one, the most first. In
   seg_overlaps. Arguments: segment, other (strings), columns. #}
{% macro place_of(segment, other) -%}
    row_number() over (
        partition by segmentation, population, {{ segment }}
        order by customers_in_both desc, {{ other }} asc
    )
{%- endmacro %}
