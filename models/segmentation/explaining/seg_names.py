from customer_segmentation.explaining.names import name_segments
from customer_segmentation.explaining.profiles import side_by_side


def model(dbt, session):
    features = dbt.ref("seg_segment_features")
    rules = dbt.ref("segment_name_rules")
    settings = dbt.ref("seg_settings")
    words = dbt.ref("feat_registry")
    bands = dbt.ref("feature_bands")
    matches = dbt.ref("seg_matching")
    tables = (rules, settings, words, bands, matches)
    return name_segments(side_by_side(features.df()), *(table.df() for table in tables))
