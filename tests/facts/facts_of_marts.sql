{#- The list of what is published is tested here, with the marts, before anything is. -#}
{%- set population = 'segmentation, population' -%}
{%- set segment = population ~ ', segment_id' -%}

{{ facts({
    'customers': {
        'key': 'customer_id',
        'rules': {
            'whoever has an order has one campaign segment and action': '
                (frequency is null) = (campaign_segment is null)
                and (campaign_segment is null) = (campaign_action is null)
                and campaign_segment is not distinct from rfm_segment
            ',
        },
    },
    'customer_segments': {
        'key': 'as_of_date, segmentation, customer_id',
        'rules': {'every segment has a name': 'segment_name is not null'},
    },
    'crm': {'key': 'customer_id'},
    'rfm_profiles': {'key': 'rfm_segment'},
    'rfm_grid': {'key': 'recency_score, frequency_score, campaign_segment'},
    'segment_profiles': {
        'key': segment,
        'rules': {
            'shares are between 0 and 1': '
                customer_share between 0 and 1
                and coalesce(revenue_share, 0) between 0 and 1
            ',
        },
    },
    'segment_features': {
        'key': segment ~ ', feature',
        'rules': {
            'percentiles are in order': '
                mean is null or (
                    percentile_5 <= lower_quartile and lower_quartile <= median
                    and median <= upper_quartile and upper_quartile <= percentile_95
                )
            ',
        },
    },
    'segment_movements': {
        'key': 'as_of_date, segmentation, previous_population, previous_segment_id, population, '
            ~ 'segment_id',
    },
    'segment_rules': {
        'key': segment,
        'rules': {
            'precision and cover are shares':
                'precision between 0 and 1 and cover between 0 and 1',
        },
    },
    'segment_stability': {'key': segment},
    'segmentation_coverage': {'key': population ~ ', outcome'},
    'cluster_count_choice': {'key': population ~ ', clusters'},
    'algorithm_comparison': {'key': population ~ ', algorithm'},
    'feature_dictionary': {'key': 'feature'},
    'feature_summary': {
        'key': population ~ ', feature, stage',
        'rules': {
            'quartiles are in order': '
                minimum <= lower_quartile and lower_quartile <= median
                and median <= upper_quartile and upper_quartile <= maximum
            ',
        },
    },
    'feature_correlations': {'key': population ~ ', feature, other_feature'},
    'principal_components': {'key': population ~ ', component'},
    'principal_component_loadings': {'key': population ~ ', component, feature'},
    'customer_projection': {'key': 'segmentation, customer_id'},
    'segment_centres': {'key': segment},
    'segment_models': {
        'key': population ~ ', model_version',
        'rules': {'status is known': "status in ('current', 'retired')"},
    },
    'segment_registry': {'key': segment},
    'customer_changes': {'key': 'segmentation, customer_id'},
    'segment_changes': {
        'key': 'segmentation, last_population, last_segment_id, population, segment_id, cause',
    },
    'segment_lineage': {
        'key': population ~ ', model_version, last_segment_id, segment_id, verdict',
    },
    'segment_model_parameters': {
        'key': population ~ ', model_version, parameter, segment_id, component, feature',
    },
    'rfm_cut_points': {'key': 'as_of_date, measure'},
    'invoice_line_ledger': {
        'key': 'disposition, reason',
        'rules': {
            'the disposition is known': "disposition in ('clean', 'excluded', 'rejected')",
        },
    },
    'rejected_lines': {'key': 'line_id'},
    'build_checks': {
        'key': 'check_name',
        'rules': {
            'the verdict is known': "verdict in ('passed', 'warned', 'allowed', 'not_checked')",
        },
    },
    'published_tables': {'key': 'table_name'},
}) }}
