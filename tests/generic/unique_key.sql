{# The columns together are different on every row, and none of them that a key needs is left
   out: rows that share all of them fail. Argument: columns (list of strings). #}
{% test unique_key(model, columns) %}

select
    {{ columns | join(', ') }},
    count(*) as copies
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
