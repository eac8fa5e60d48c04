{# What lines are of all lines, 0 to 1; null without any. Arguments: lines, all_lines (columns). #}
{% macro share_of(lines, all_lines) %}
    {{- 'cast(' ~ lines ~ ' as double) / nullif(' ~ all_lines ~ ', 0)' -}}
{% endmacro %}

{# The share that is tolerated: one bad line never refuses a delivery, however short it is.
   Arguments: share (number), all_lines (column). #}
{% macro share_or_one_line(share, all_lines) %}
    {{- 'greatest(cast(' ~ share ~ ' as double), ' ~ share_of('1', all_lines) ~ ')' -}}
{% endmacro %}

{# The beginning of a sentence: "12 of 800 invoice lines (1.5 %)". Argument: lines (column). #}
{% macro part_of_invoice_lines(lines) %}
    {{- lines ~ ", ' of ', invoice_lines, ' invoice lines (', round(cast(100 as double) * " ~ lines
        ~ " / invoice_lines, 2), ' %)'" -}}
{% endmacro %}
