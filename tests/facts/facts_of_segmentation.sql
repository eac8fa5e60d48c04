{#- seg_features has the rows of feat_customers for past dates, and those of customers for the
    current one. seg_feature_values has a customer of the sample once per feature and stage.
    customer_segments has every row of seg_assignments and seg_distances, and would have each
    customer twice if a population had two rows of parameters. -#}
{%- set segment = 'segmentation, population, segment_id' -%}

{{ facts({
    'seg_features': {
        'key': 'as_of_date, customer_id',
        'proved_by': 'feat_customers, customers',
    },
    'seg_populations': {
        'key': 'segmentation, customer_id',
        'rules': {
            'every customer has a population or a reason':
                '(population is null) = (set_aside_reason is not null)',
        },
    },
    'seg_settings': {'key': 'segmentation'},
    'seg_clip_bounds': {'key': 'segmentation, population, feature'},
    'seg_fit_sample': {'key': 'segmentation, population, customer_id'},
    'seg_parameters': {
        'key': 'segmentation, population, parameter, segment_id, component, feature',
    },
    'seg_cluster_counts': {'key': 'segmentation, population, clusters'},
    'seg_costly_scores': {
        'key': 'segmentation, population, clusters',
        'proved_by': 'cluster_count_choice',
    },
    'seg_algorithm_comparison': {'key': 'segmentation, population, algorithm'},
    'seg_principal_components': {'key': 'segmentation, population, component, feature'},
    'seg_stability': {'key': segment},
    'seg_feature_values': {
        'key': 'segmentation, customer_id, feature, stage',
        'proved_by': 'seg_fit_sample',
    },
    'seg_model_parameters': {
        'key': 'segmentation, population, parameter, segment_id, component, feature',
    },
    'seg_scoring_parameters': {
        'key': 'segmentation, population, model_role',
        'proved_by': 'customer_segments',
    },
    'seg_scores': {
        'key': 'as_of_date, segmentation, customer_id, model_role',
        'proved_by': 'customer_segments',
    },
    'seg_distances': {
        'key': 'as_of_date, segmentation, customer_id, model_role',
        'proved_by': 'customer_segments',
    },
    'seg_assignments': {
        'key': 'as_of_date, segmentation, customer_id',
        'proved_by': 'customer_segments',
        'rules': {
            'whoever is scored has a segment of a model': '
                as_of_date is not null and customer_id is not null
                and segmentation is not null and population is not null
                and segment_id is not null and distance is not null
                and model_version is not null
            ',
        },
    },
    'seg_members': {
        'key': 'segmentation, customer_id',
        'proved_by': 'assert_profiles_hold_every_customer_and_all_revenue',
    },
    'seg_segment_features': {'key': segment ~ ', feature'},
    'seg_campaign_mix': {'key': segment},
    'seg_refits': {'key': 'segmentation, population'},
    'seg_new_models': {'key': 'segmentation, population'},
    'seg_overlaps': {'key': segment ~ ', last_segment_id'},
    'seg_moves': {'key': 'segmentation, customer_id', 'proved_by': 'customer_changes'},
    'seg_move_reasons': {'key': 'segmentation, customer_id', 'proved_by': 'customer_changes'},
    'seg_history': {
        'key': 'as_of_date, segmentation, customer_id',
        'proved_by': 'customer_segments',
    },
    'seg_known_segments': {'key': segment, 'proved_by': 'segment_registry'},
    'seg_refit_sample': {
        'key': 'segmentation, population, customer_id',
        'proved_by': 'seg_fit_sample',
    },
    'seg_names': {
        'key': segment,
        'other_keys': ['segmentation, population, segment_name'],
    },
    'seg_rules': {'key': segment},
}) }}
