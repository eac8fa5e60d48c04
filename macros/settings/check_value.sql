{# One value against one rule of setting_rules(); the sentence says what came and what it takes.
   Arguments: label (string), value (anything), rule (mapping). #}
{% macro check_value(label, value, rule) %}
    {% if rule.kind == 'list' and value is sequence and value is not string %}
        {% for item in value if item not in rule.choices %}
            {{ stop(label ~ ' names ' ~ item ~ '; it takes ' ~ what_it_takes(rule) | trim ~ '.') }}
        {% endfor %}
    {% endif %}
    {% if not (rule.or and value == rule.or) and fits(value, rule) | trim != 'true' %}
        {{ stop(label ~ ' is ' ~ as_written(value, rule) | trim ~ '; it takes '
            ~ what_it_takes(rule) | trim
            ~ ('; ' ~ rule.why_not[value] if rule.why_not and value is string
                and value in rule.why_not else '') ~ '.') }}
    {% endif %}
    {% if rule.kind == 'mapping' %}
        {% for key, item in value.items() %}
            {% if rule.keys_from and key not in rule.keys_from %}
                {{ stop(label ~ ' names ' ~ key ~ '; it knows '
                    ~ rule.keys_from | join(', ') ~ '.') }}
            {% elif rule.each %}
                {{ check_value(label ~ ': ' ~ key, item, rule.each) }}
            {% endif %}
        {% endfor %}
    {% endif %}
{% endmacro %}


{# A value as it was written: null and true as in YAML, and quotes around a text where a number,
   true or false is taken, since "3" and 3 look the same without. #}
{% macro as_written(value, rule) %}
    {%- set takes_no_text = rule.kind in ['integer', 'number'] or rule.choices == [true, false] -%}
    {%- if value is none %}null
    {%- elif value is boolean %}{{ value | lower }}
    {%- elif value is string and takes_no_text %}"{{ value }}" in quotes, which is a text
    {%- else %}{{ value }}
    {%- endif -%}
{% endmacro %}


{# 'true' or 'false': whether a value is of the rule's kind and within its bounds. #}
{% macro fits(value, rule) %}
    {% set whole = value is integer and value is not boolean %}
    {% if rule.kind == 'text' %}
        {{ (value is string and (rule.empty or value | trim != '')) | lower }}
    {% elif rule.kind == 'choice' %}
        {{ (value in rule.choices and value is boolean == (rule.choices[0] is boolean)) | lower }}
    {% elif rule.kind == 'mark' %}
        {{ (value is string and value in rule.choices) | lower }}
    {% elif rule.kind == 'list' %}
        {{ (value is sequence and value is not string and value is not mapping
            and value | reject('in', rule.choices) | list | length == 0) | lower }}
    {% elif rule.kind == 'integer' %}
        {{ (whole and rule.from <= value <= rule.to) | lower }}
    {% elif rule.kind == 'number' %}
        {{ ((whole or value is float) and rule.from <= value <= rule.to) | lower }}
    {% elif rule.kind == 'date' %}
        {{ is_date(value | string) }}
    {% elif rule.kind == 'strptime' %}
        {{ is_strptime_pattern(value | string) }}
    {% elif rule.kind == 'mapping' %}
        {{ (value is mapping and (not rule.filled or value | length > 0)) | lower }}
    {% elif rule.kind == 'transform' %}
        {{ (value in rule.choices or is_clip_of_percentiles(value)) | lower }}
    {% elif rule.kind == 'range' %}
        {{ (value is sequence and value is not string and value | length == 2
            and value[0] is integer and value[1] is integer
            and rule.from <= value[0] <= value[1] <= rule.to) | lower }}
    {% endif %}
{% endmacro %}


{# Whether a value is {clip: [low, high]} with percentiles from 0 to 100. Who writes shares
   from 0 to 1 means something else. #}
{% macro is_clip_of_percentiles(value) %}
    {% if value is not mapping or value | list != ['clip'] %}{{ return(false) }}{% endif %}
    {% set percentiles = value.clip %}
    {{ return(
        percentiles is sequence and percentiles is not string and percentiles | length == 2
        and percentiles | select('number') | list | length == 2
        and 0 <= percentiles[0] < percentiles[1] <= 100 and percentiles[1] > 1
    ) }}
{% endmacro %}


{# 'true' or 'false': whether a text is a day of the calendar, written YYYY-MM-DD. #}
{% macro is_date(text) %}
    {%- if modules.re.match('^[0-9]{4}-[0-9]{2}-[0-9]{2}$', text) -%}
        {%- set query = "select try_cast('" ~ text ~ "' as date) is not null" -%}
        {{- run_query(query).columns[0][0] | lower -}}
    {%- else -%}
        false
    {%- endif -%}
{% endmacro %}


{# 'true' or 'false': whether a text is a pattern that reads at least year, month and day. #}
{% macro is_strptime_pattern(text) %}
    {%- set codes = modules.re.findall('%-?(.)', text) -%}
    {%- set known = '([^%]|%[aAbBcdDfgGHIjmMnpSuVwWxXyYzZ%]|%-[dmyHIMSj])*' -%}
    {{- (
        modules.re.fullmatch(known, text, modules.re.DOTALL) is not none
        and ('y' in codes or 'Y' in codes)
        and ('m' in codes or 'b' in codes or 'B' in codes)
        and 'd' in codes
    ) | lower -}}
{% endmacro %}


{# The second half of the sentence: what a setting of this rule may be. #}
{% macro what_it_takes(rule) %}
    {%- if rule.or %}{{ rule.or }} or {% endif -%}
    {%- if rule.choices == [true, false] %}true or false
    {%- elif rule.kind == 'choice' %}{{ rule.choices | join(' or ') }}
    {%- elif rule.kind == 'mark' %}"{{ rule.choices | join('" or "') }}"
    {%- elif rule.kind == 'list' %}a list of {{ rule.choices | join(', ') }}
    {%- elif rule.kind == 'integer' %}a whole number from {{ rule.from }} to {{ rule.to }}
    {%- elif rule.kind == 'number' %}a number from {{ rule.from }} to {{ rule.to }}
    {%- elif rule.kind == 'transform' %}{{ rule.choices | join(' or ') }} or {clip: [1, 99]},
        {{- ' two percentiles from 0 to 100, the smaller first' }}
    {%- elif rule.kind == 'range' %}two whole numbers, the smaller first, from {{ rule.from }} to
        {{- ' ' ~ rule.to }}
    {%- elif rule.kind == 'date' %}a day written YYYY-MM-DD
    {%- elif rule.kind == 'strptime' %}a strptime pattern such as %d/%m/%Y %H:%M
    {%- elif rule.kind == 'mapping' %}a mapping such as {name: value}
    {%- else %}a text
    {%- endif -%}
{% endmacro %}
