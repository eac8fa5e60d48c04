{# At the end of a run that failed: what an error of the database means, which tests failed, and
   where the lines of the input went. Argument: results (of dbt). #}
{% macro say_failures(results) %}
    {% if execute and results | selectattr('status', 'in', ['fail', 'error']) | list %}
        {% do log('', info=true) %}
        {% for sentence in meanings_of_errors(results) %}
            {% do log(sentence, info=true) %}
        {% endfor %}
        {# dbt calls our own sentences compilation errors, and puts them among much else. #}
        {% for result in results
            if result.status == 'error' and 'Compilation Error' in result.message | string %}
            {% do log('Refused: ' ~ (result.message | string).split('\n')[1] | trim, info=true) %}
        {% endfor %}
        {% if results | selectattr('status', 'equalto', 'error')
            | selectattr('node.name', 'equalto', 'feat_own_features') | list %}
            {% do log('Refused: own_features fail on these lines; see the error.', info=true) %}
        {% endif %}
        {{ say_damaged_inputs(results) }}
        {{ say_failed_tests(results) }}
        {% if results | selectattr('node.name', 'equalto', 'int_line_totals')
            | selectattr('status', 'equalto', 'success') | list %}
            {% set totals = run_query(
                'select lines, disposition, reason from '
                ~ adapter.get_relation(target.database, 'cleaning', 'int_line_totals')
                ~ ' order by lines desc, reason limit 5'
            ) %}
            {% for lines, disposition, reason in totals.rows %}
                {% do log('Lines: ' ~ lines ~ ' ' ~ disposition ~ ', '
                    ~ reason | replace('_', ' ') ~ '.', info=true) %}
            {% endfor %}
        {% endif %}
        {% if not results | selectattr('node.name', 'equalto', 'publications')
            | selectattr('status', 'equalto', 'success') | list %}
            {% do log('Nothing was published: ' ~ var('publish_dir') ~ ' stays as it was.',
                info=true) %}
        {% endif %}
    {% endif %}
{% endmacro %}

{# Which tests failed: the name of each is what it asserts. A test of facts asserts many, and its
   query says which do not hold. #}
{% macro say_failed_tests(results) %}
    {% for result in results if result.status == 'fail' %}
        {% if result.node.fqn[1] == 'facts' %}
            {% for table, fact, rows, example in run_query(result.node.compiled_code).rows %}
                {% do log('Failed: ' ~ table ~ ': ' ~ fact ~ ' (' ~ rows
                    ~ (' row' if rows == 1 else ' rows')
                    ~ (', such as ' ~ example if example is not none else '') ~ ').',
                    info=true) %}
            {% endfor %}
        {% else %}
            {% do log('Failed: ' ~ result.node.name | replace('_', ' ') ~ ' ('
                ~ result.failures ~ ' rows).', info=true) %}
        {% endif %}
    {% endfor %}
{% endmacro %}

{# Which file of an input is to blame where the database could not read it: its own words need not
   name one. #}
{% macro say_damaged_inputs(results) %}
    {% for setting, name in [('invoices', 'stg_typed_lines'), ('customers', 'stg_customers')] %}
        {% for result in results
            if result.status == 'error' and result.node.name == name and has_input(setting) %}
            {% set damaged = damaged_input(setting) %}
            {% if damaged %}
                {% do log('Refused: Setting ' ~ setting ~ ' names ' ~ damaged ~ '.', info=true) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
{% endmacro %}

{# Sentences for errors of the database that a user can do something about, each once. #}
{% macro meanings_of_errors(results) %}
    {% set messages = results | map(attribute='message') | map('string') | join(' ') %}
    {% set sentences = [] %}
    {% if 'No space left on device' in messages %}
        {% do sentences.append('The disk of the warehouse ' ~ target.path ~ ' is full; free some '
            ~ 'space, or set WAREHOUSE_PATH to a file on another disk.') %}
    {% endif %}
    {% if 'Out of Memory Error' in messages %}
        {% do sentences.append('The build needs more memory than the '
            ~ env_var('WAREHOUSE_MEMORY', '50%') ~ ' that WAREHOUSE_MEMORY allows; set it higher, '
            ~ 'or DBT_THREADS to 1.') %}
    {% endif %}
    {% if 'file system operations are disabled' in messages %}
        {% do sentences.append('The input is a view over files that a build may not read; '
            ~ 'make it a table, or name the files.') %}
    {% endif %}
    {{ return(sentences) }}
{% endmacro %}
