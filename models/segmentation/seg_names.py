from customer_segmentation.names import name_segments


def model(dbt, session):
    profiles = dbt.ref("seg_profiles")
    rules = dbt.ref("segment_name_rules")
    settings = dbt.ref("seg_settings")
    words = dbt.ref("feature_words")
    bands = dbt.ref("feature_bands")
    return name_segments(
        profiles.df(), rules.df(), settings.df(), words.df(), bands.df()
    )
