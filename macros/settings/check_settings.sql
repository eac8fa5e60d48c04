{# Stops the run, before anything is built, at the first setting that cannot be meant. #}
{% macro check_settings() %}
    {% if execute %}
        {% set rules = setting_rules() %}
        {% for name in invocation_args_dict.get('vars') or {} if name not in rules %}
            {{ stop('There is no setting ' ~ name ~ '; the settings are '
                ~ rules.keys() | sort | join(', ') ~ '.') }}
        {% endfor %}
        {% for name, rule in rules.items() %}
            {{ check_value('Setting ' ~ name, var(name), rule) }}
        {% endfor %}
        {{ check_segmentations() }}
    {% endif %}
{% endmacro %}


{# Each segmentation: only known keys, all of them present, every value possible. #}
{% macro check_segmentations() %}
    {% set rules = segmentation_rules() %}
    {% if segmentations() | length == 0 %}
        {{ stop('No segmentation is enabled; enable one in segmentations or '
            ~ 'segmentation_overrides.') }}
    {% endif %}
    {% for name, segmentation in all_segmentations().items() %}
        {% if not modules.re.match('^[a-z][a-z0-9_]{0,39}$', name) %}
            {{ stop('Segmentation ' ~ name ~ ' needs a name of at most 40 lower-case letters, '
                ~ 'digits and _ that begins with a letter.') }}
        {% endif %}
        {% for key in segmentation if key not in rules %}
            {{ stop('Segmentation ' ~ name ~ ' has no setting ' ~ key ~ '; it takes '
                ~ rules.keys() | join(', ') ~ '.') }}
        {% endfor %}
        {% for key, rule in rules.items() %}
            {{ check_value(
                'Setting ' ~ key ~ ' of segmentation ' ~ name,
                segmentation.get(key, 'absent'),
                rule
            ) }}
        {% endfor %}
    {% endfor %}
{% endmacro %}
