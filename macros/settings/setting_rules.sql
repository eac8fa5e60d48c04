{# What every setting takes. One place: the checks and their sentences read from here.
   kind: text, choice, integer, number, date, strptime, range (two whole numbers) or mapping.
   or: one more word that is taken. keys_from, choices: what a mapping's keys and values are. #}
{% macro setting_rules() %}
    {{ return({
        'invoices': {'kind': 'text'},
        'customers': {'kind': 'text', 'empty': true},
        'invoice_columns': {'kind': 'mapping'},
        'customer_columns': {'kind': 'mapping'},
        'date_format': {'kind': 'strptime', 'or': 'iso'},
        'cancellations': {'kind': 'choice', 'choices': ['net', 'drop']},
        'non_products': {'kind': 'choice', 'choices': ['exclude', 'keep']},
        'as_of_date': {'kind': 'date', 'or': 'latest'},
        'history_months': {'kind': 'integer', 'from': 0, 'to': 120},
        'fit_sample_size': {'kind': 'integer', 'from': 100, 'to': 1000000},
        'segmentations': {'kind': 'mapping'},
        'segmentation_overrides': {'kind': 'mapping'},
        'publish_dir': {'kind': 'text'},
        'publish_keep': {'kind': 'integer', 'from': 1, 'to': 100},
    }) }}
{% endmacro %}


{# What every key of one segmentation takes. #}
{% macro segmentation_rules() %}
    {{ return({
        'features': {
            'kind': 'mapping',
            'filled': true,
            'keys_from': segmentation_features(),
            'choices': ['none', 'log1p'],
        },
        'scaler': {'kind': 'choice', 'choices': ['standard']},
        'algorithm': {'kind': 'choice', 'choices': ['kmeans']},
        'clusters': {'kind': 'integer', 'from': 1, 'to': max_clusters(), 'or': 'auto'},
        'cluster_range': {'kind': 'range', 'from': 1, 'to': max_clusters()},
        'smallest_share': {'kind': 'number', 'from': 0, 'to': 0.5},
        'starts': {'kind': 'integer', 'from': 1, 'to': 100},
        'seed': {'kind': 'integer', 'from': 0, 'to': 4294967295},
        'enabled': {'kind': 'choice', 'choices': [true, false]},
    }) }}
{% endmacro %}


{# The largest number of clusters of any segmentation. #}
{% macro max_clusters() %}{{ return(20) }}{% endmacro %}
