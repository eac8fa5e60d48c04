{#- non_product_codes is in facts_of_staging, before lines are joined to it. -#}

{{ facts({
    'rfm_segments': {
        'rules': {
            'ranges of RFM scores run upwards from 1 to 5': '
                rfm_segment is not null
                and recency_from between 1 and recency_to and recency_to <= 5
                and frequency_from between 1 and frequency_to and frequency_to <= 5
                and monetary_from between 1 and monetary_to and monetary_to <= 5
            ',
        },
    },
    'campaign_segments': {'key': 'campaign_segment'},
    'attribute_categories': {
        'key': 'attribute, value',
        'rules': {
            'attributes and categories are known': "
                attribute = 'education'
                and category in ('undergraduate', 'graduate', 'postgraduate')
                or attribute = 'marital_status' and category = 'partner'
            ",
        },
    },
    'segment_name_rules': {'key': 'segmentation, priority'},
    'features': {'key': 'feature'},
    'feature_bands': {'key': 'feature, up_to'},
}) }}
