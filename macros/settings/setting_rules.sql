{# What every setting takes. One place: the checks and their sentences read from here.
   kind: text, choice, list (of choices), integer, number, date, strptime, range (two whole
   numbers), mapping, mark (of numbers in text) or transform (of a feature).
   or: one more word that is taken. keys_from: the keys of a mapping; each: the rule of its
   values. why_not: values that one might expect, and why they are refused. #}
{% macro setting_rules() %}
    {{ return({
        'invoices': {'kind': 'text', 'empty': true},
        'customers': {'kind': 'text', 'empty': true},
        'invoice_columns': {'kind': 'mapping'},
        'customer_columns': {'kind': 'mapping'},
        'date_format': {'kind': 'strptime', 'or': 'iso'},
        'latest_date': {'kind': 'date', 'or': 'today'},
        'decimal': {'kind': 'mark', 'choices': ['.', ',']},
        'thousands': {'kind': 'mark', 'choices': ['', '.', ',', "'", ' ', '_']},
        'row_filter': {'kind': 'text'},
        'cancellations': {'kind': 'choice', 'choices': ['net', 'drop']},
        'refunds': {'kind': 'choice', 'choices': ['invoice_number', 'negative_quantity']},
        'non_products': {'kind': 'choice', 'choices': ['exclude', 'keep']},
        'free_lines': {'kind': 'choice', 'choices': ['exclude', 'keep']},
        'duplicate_lines': {'kind': 'choice', 'choices': ['drop', 'keep']},
        'max_days_apart': {'kind': 'integer', 'from': 1, 'to': 36500, 'or': 'none'},
        'max_rejected_share': {'kind': 'number', 'from': 0, 'to': 1},
        'max_duplicate_share': {'kind': 'number', 'from': 0, 'to': 1},
        'max_shrinkage': {'kind': 'number', 'from': 0, 'to': 1},
        'max_line_value_change': {'kind': 'number', 'from': 1, 'to': 1000000},
        'max_line_share': {'kind': 'number', 'from': 0, 'to': 1},
        'allow': {'kind': 'list', 'choices': delivery_checks().keys() | list},
        'as_of_date': {'kind': 'date', 'or': 'latest'},
        'history_months': {'kind': 'integer', 'from': 0, 'to': 120},
        'quiet_after': {'kind': 'integer', 'from': 1, 'to': 36500, 'or': 'auto'},
        'max_age': {'kind': 'integer', 'from': 1, 'to': 200},
        'max_income': {'kind': 'number', 'from': 0, 'to': 1000000000000},
        'fit_sample_size': {'kind': 'integer', 'from': 100, 'to': 1000000},
        'segmentations': {'kind': 'mapping'},
        'segmentation_overrides': {'kind': 'mapping'},
        'evidence': {'kind': 'choice', 'choices': ['full', 'quick']},
        'bootstraps': {'kind': 'integer', 'from': 10, 'to': 1000},
        'currency': {'kind': 'text', 'empty': true},
        'publish_dir': {'kind': 'text'},
        'publish_formats': {'kind': 'list', 'choices': ['parquet', 'csv', 'workbook', 'report']},
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
            'each': {'kind': 'transform', 'choices': ['none', 'log1p', 'clip']},
        },
        'split_by': {'kind': 'choice', 'choices': ['none'] + segmentation_groups()},
        'filter': {'kind': 'text'},
        'scaler': {'kind': 'choice', 'choices': ['standard', 'minmax', 'robust']},
        'pca_components': {'kind': 'integer', 'from': 1, 'to': 20, 'or': 'none'},
        'algorithm': {
            'kind': 'choice',
            'choices': ['kmeans', 'bisecting_kmeans', 'agglomerative', 'gaussian_mixture'],
            'why_not': {'dbscan': why_no_density(), 'hdbscan': why_no_density()},
        },
        'clusters': {'kind': 'integer', 'from': 1, 'to': max_clusters(), 'or': 'auto'},
        'cluster_range': {'kind': 'range', 'from': 1, 'to': max_clusters()},
        'smallest_share': {'kind': 'number', 'from': 0, 'to': 0.5},
        'starts': {'kind': 'integer', 'from': 1, 'to': 100},
        'seed': {'kind': 'integer', 'from': 0, 'to': 4294967295},
        'enabled': {'kind': 'choice', 'choices': [true, false]},
    }) }}
{% endmacro %}


{# Why density-based algorithms are compared, and build no segments. #}
{% macro why_no_density() %}
    {{ return('algorithm_comparison shows it, but it leaves customers without a cluster, takes no'
        ~ ' number of clusters and has no centres by which SQL could score everybody') }}
{% endmacro %}


{# The largest number of clusters of any segmentation. #}
{% macro max_clusters() %}{{ return(20) }}{% endmacro %}
