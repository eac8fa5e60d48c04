{#- feat_customers has every row of feat_customer_activity and feat_rfm_scores, and
    feature_dictionary every row of feat_registry. -#}
{%- set customer = 'as_of_date, customer_id' -%}

{{ facts({
    'feat_as_of_dates': {'key': 'as_of_date'},
    'feat_registry': {'key': 'feature', 'proved_by': 'feature_dictionary'},
    'feat_customer_activity': {'key': customer, 'proved_by': 'feat_customers'},
    'feat_rfm_cut_points': {'key': 'as_of_date'},
    'feat_rfm_cells': {
        'key': 'recency_score, frequency_score, monetary_score, silence',
        'rules': {
            'each cell of the RFM grid has one segment and says what to do':
                'ranges = 1 and rfm_segment is not null and campaign_action is not null',
        },
    },
    'feat_rfm_scores': {'key': customer, 'proved_by': 'feat_customers'},
    'feat_own_features': {'key': customer},
    'feat_personas': {
        'key': 'customer_id',
        'rules': {
            'categories add up to one': '
                coalesce(household_partner + household_alone, 1) = 1
                and coalesce(
                    education_undergraduate + education_graduate + education_postgraduate, 1
                ) = 1
            ',
        },
    },
    'feat_customers': {
        'key': customer,
        'rules': {
            'gross minus refunded is monetary, and none is below zero':
                'gross - refunded = monetary and monetary >= 0 and refunded >= 0',
            'days are in order':
                'recency >= 1 and lifespan >= 0 and tenure = lifespan + recency',
            'every customer has a cell of the RFM grid': '
                recency_score between 1 and 5
                and frequency_score between 1 and 5
                and monetary_score between 1 and 5
                and rfm_segment is not null
            ',
        },
    },
}) }}
