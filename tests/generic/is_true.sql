{# A condition holds on every row; a condition that is null holds not.
   Argument: expression (string). #}
{% test is_true(model, expression) %}

select *
from {{ model }}
where not coalesce(({{ expression }}), false)

{% endtest %}
