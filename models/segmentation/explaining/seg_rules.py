from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    parameters = dbt.ref("seg_model_parameters")
    words = dbt.ref("feat_registry")
    tables = (settings, sample, parameters, words)
    return in_worker(session, "explaining.rules.find_rules", *tables)
