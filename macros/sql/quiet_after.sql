{# The days of silence from which on a customer has gone quiet: the setting quiet_after, or three
   usual gaps. That is longer than 92 to 96 % of the pauses after which customers did order again
   (Online Retail 96, Online Retail II 96, CDNOW 93, the sample 92 %). Data of a few weeks show
   short gaps only: hence at least 30 days. Where nobody has come back there is no rhythm, and a
   year is long. Argument: usual_gap (string), a column, in days, null where nobody came back. #}
{% macro quiet_after(usual_gap) %}
    {%- if var('quiet_after') == 'auto' -%}
        case
            when {{ usual_gap }} is null then 365
            when {{ usual_gap }} < 10 then 30
            else cast(ceil(3 * {{ usual_gap }}) as integer)
        end
    {%- else -%}
        {{ var('quiet_after') | int }}
    {%- endif -%}
{% endmacro %}

{# The days of silence up to which nobody is called lost or at risk: a third of quiet_after, which
   is one usual gap, and a month at least, as far as that is not quiet already.
   Argument: usual_gap (string), as in quiet_after. #}
{% macro active_within(usual_gap) %}
    {%- set limit = quiet_after(usual_gap) | trim -%}
    {{- 'cast(least(' ~ limit ~ ', greatest(30, floor((' ~ limit ~ ') / 3.0))) as integer)' -}}
{% endmacro %}
