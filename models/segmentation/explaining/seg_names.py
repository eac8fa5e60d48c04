from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    features = dbt.ref("seg_segment_features")
    rules = dbt.ref("segment_name_rules")
    settings = dbt.ref("seg_settings")
    words = dbt.ref("feat_registry")
    bands = dbt.ref("feature_bands")
    registry = dbt.source("memory", "segment_registry")
    tables = (features, rules, settings, words, bands, registry)
    return in_worker(session, "explaining.names.name_by_features", *tables)
