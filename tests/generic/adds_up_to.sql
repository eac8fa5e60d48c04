{# An expression over all rows equals one over another table, exactly.
   Arguments: expression (string), to (relation), of (string, the expression there). #}
{% test adds_up_to(model, expression, to, of) %}

with here as (

    select {{ expression }} as total
    from {{ model }}

),

there as (

    select {{ of }} as total
    from {{ to }}

)

select
    here.total as total_here,
    there.total as total_there
from here
cross join there
where here.total is distinct from there.total

{% endtest %}
