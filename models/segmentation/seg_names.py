from customer_segmentation.explaining.names import name_segments


def model(dbt, session):
    profiles = dbt.ref("seg_profiles")
    rules = dbt.ref("segment_name_rules")
    settings = dbt.ref("seg_settings")
    words = dbt.ref("feature_words")
    bands = dbt.ref("feature_bands")
    matches = dbt.ref("seg_matching")
    tables = (profiles, rules, settings, words, bands, matches)
    return name_segments(*(table.df() for table in tables))
