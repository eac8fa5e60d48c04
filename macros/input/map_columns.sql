{# Which expression of the input is which of our columns: mapped ones first, then recognised
   headers. Returns a mapping, field -> SQL. Stops at a column that is missing or ambiguous.
   Arguments: setting (string), columns (name -> type), fields, mapping (see read_input), place
   (string), where the columns were found, for sentences. #}
{% macro map_columns(setting, columns, fields, mapping, place='') %}
    {% set mapped = mapped_fields(setting, fields, mapping) %}
    {% set expressions = {} %}
    {% set missing = [] %}
    {% for field, rule in fields.items() %}
        {% set found = columns_named(columns, mapped.get(field), rule.headers) %}
        {% if rule['or'] in mapped %}
            {% do expressions.update({field: 'cast(null as varchar)'}) %}
        {% elif found | length == 1 %}
            {% do expressions.update({field: quoted_name(found[0])}) %}
        {% elif found | length > 1 %}
            {{ stop('Setting ' ~ setting ~ ' has several columns' ~ place ~ ' that could be '
                ~ field ~ ': ' ~ found | join(', ') ~ '; say which with ' ~ setting[:-1]
                ~ '_columns.') }}
        {% elif field in mapped and is_plain_name(mapped[field]) %}
            {{ stop('Setting ' ~ setting ~ ' has no column ' ~ mapped[field] ~ place ~ '; it has '
                ~ columns | join(', ') ~ ': name the one that is ' ~ field ~ ' with '
                ~ setting[:-1] ~ '_columns.') }}
        {% elif field in mapped %}
            {% set expression = scalar_expression(
                'Setting ' ~ setting[:-1] ~ '_columns: the expression for ' ~ field,
                columns,
                mapped[field]
            ) %}
            {# One value that an expression cannot take spoils its line alone. #}
            {% do expressions.update({field: 'try' ~ expression}) %}
        {% elif rule.optional %}
            {% do expressions.update({field: 'cast(null as varchar)'}) %}
        {% else %}
            {% do missing.append(field ~ (' or ' ~ rule['or'] if rule['or'] else '')) %}
        {% endif %}
    {% endfor %}
    {% if missing %}
        {{ stop('Setting ' ~ setting ~ ' has no column for ' ~ missing | join(', ')
            ~ place ~ '; it has ' ~ columns | join(', ') ~ ': name what is missing with '
            ~ setting[:-1] ~ '_columns, such as {' ~ missing[0].split(' ')[0] ~ ': your name}.')
        }}
    {% endif %}
    {{ return(expressions) }}
{% endmacro %}


{# What a mapping says of each of our columns: field -> header or SQL. Stops at a name that is no
   column of ours, and at two columns of which one stands in for the other. Arguments: see
   map_columns. #}
{% macro mapped_fields(setting, fields, mapping) %}
    {% set mapped = {} %}
    {% for key, own in mapping.items() %}
        {% set field = field_of(fields, key) %}
        {% if field is none %}
            {{ stop('Setting ' ~ setting[:-1] ~ '_columns names ' ~ key ~ '; it knows '
                ~ fields.keys() | join(', ') ~ '.') }}
        {% endif %}
        {% do mapped.update({field: own | string}) %}
    {% endfor %}
    {% for field in mapped if fields[field]['or'] in mapped %}
        {{ stop('Setting ' ~ setting[:-1] ~ '_columns names both ' ~ field ~ ' and '
            ~ fields[field]['or'] ~ '; name the one that counts.') }}
    {% endfor %}
    {{ return(mapped) }}
{% endmacro %}


{# Whether invoice_columns says which column is one of ours. Argument: field (string). #}
{% macro is_mapped(field) %}
    {% if not execute %}{{ return(false) }}{% endif %}
    {{ return(field in mapped_fields('invoices', invoice_fields(), var('invoice_columns'))) }}
{% endmacro %}


{# The columns that a name means: the one of exactly that name, else those that differ from it in
   case, blanks and the like; without a name, those of the headers that are recognised.
   Arguments: columns (names found), name (string or none), headers (list of strings). #}
{% macro columns_named(columns, name, headers) %}
    {% set found = [] %}
    {% for column in columns if name is not none and column | lower == name | lower %}
        {% do found.append(column) %}
    {% endfor %}
    {% if found | length == 0 and (name is none or is_plain_name(name)) %}
        {% set headers = headers if name is none else [plain_header(name)] %}
        {% for column in columns if plain_header(column) in headers %}
            {% do found.append(column) %}
        {% endfor %}
    {% endif %}
    {{ return(found) }}
{% endmacro %}


{# Whether a text can only be the name of a column, and so no expression. #}
{% macro is_plain_name(text) %}
    {{ return(modules.re.match('^[^\\W0-9][\\w ]*$', text) is not none) }}
{% endmacro %}


{# An expression of the settings, in brackets, once it is known to be one scalar expression of
   the row: no statement, subquery, star or function that reads anything but its arguments. The
   parser of DuckDB decides, not a pattern.
   Arguments: label (string), for sentences; columns (name -> type, that it may use), text
   (string). #}
{% macro scalar_expression(label, columns, text) %}
    {% set statement = literal('select (' ~ text ~ '\n)') %}
    {% set answer = run_query('select json_serialize_sql(' ~ statement ~ ')') %}
    {% set tree = fromjson(answer.columns[0][0]) %}
    {% set statements = tree.get('statements', []) %}
    {% set select = statements[0].node if statements | length == 1 else {} %}
    {% if select.select_list | length != 1 or select.from_table.type != 'EMPTY'
        or select.where_clause or select.group_expressions or select.having or select.modifiers %}
        {{ stop(label ~ ', ' ~ text ~ ', is not one SQL expression.') }}
    {% endif %}
    {% set node = tojson(select.select_list[0]) %}
    {% if modules.re.search('"class": "(SUBQUERY|STAR|WINDOW|PARAMETER|DEFAULT)"', node) %}
        {{ stop(label ~ ' may only use columns of its own row, without subqueries or stars.') }}
    {% endif %}
    {% for name in modules.re.findall('"function_name": "([^"]*)"', node)
        if not modules.re.match(allowed_functions(), name) %}
        {{ stop(label ~ ' uses ' ~ name ~ ', which is not one of the text, number and date '
            ~ 'functions that a column may use.') }}
    {% endfor %}
    {% set known = columns | map('lower') | list %}
    {% for name in modules.re.findall('"column_names": \\["([^"]*)"', node)
        if name | lower not in known %}
        {{ stop(label ~ ' names the column ' ~ name ~ ', which is not there; the columns are '
            ~ columns | join(', ') ~ '.') }}
    {% endfor %}
    {% set question = {'expression': '(' ~ text ~ '\n)', 'columns': dict(columns)} %}
    {% set problem = run_query(
        'select expression_problem(' ~ literal(tojson(question)) ~ ')'
    ).columns[0][0] %}
    {% if problem %}
        {{ stop(label ~ ', ' ~ text ~ ', does not fit its columns, which are texts in CSV ('
            ~ problem ~ '); convert them, as in try_cast(price as double) / 100.') }}
    {% endif %}
    {{ return('(' ~ text ~ '\n)') }}
{% endmacro %}


{# The functions of a column expression: operators and functions of their arguments alone. #}
{% macro allowed_functions() %}
    {% set names = [
        'trim', 'ltrim', 'rtrim', 'lower', 'upper', 'replace', 'regexp_replace',
        'regexp_extract', 'regexp_matches', 'regexp_full_match', 'substr', 'substring', 'left',
        'right', 'length', 'concat', 'concat_ws', 'split_part', 'lpad', 'rpad', 'contains',
        'starts_with', 'ends_with', 'prefix', 'suffix', 'strip_accents', 'md5', 'abs', 'round',
        'floor', 'ceil', 'sign', 'greatest', 'least', 'nullif', 'ifnull', 'strptime',
        'try_strptime', 'strftime', 'date_trunc', 'date_part', 'make_date', 'make_timestamp',
        'year', 'month', 'day', 'epoch_ms', 'to_timestamp',
    ] %}
    {{ return('^([^a-z_]+|' ~ names | join('|') ~ ')$') }}
{% endmacro %}
