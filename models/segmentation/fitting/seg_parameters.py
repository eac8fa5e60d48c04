from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_refit_sample")
    bounds = dbt.ref("seg_clip_bounds")
    counts = dbt.ref("seg_cluster_counts")
    last_parameters = dbt.source("memory", "segment_model_parameters")
    registry = dbt.source("memory", "segment_registry")
    tables = (settings, sample, bounds, counts, last_parameters, registry)
    return in_worker(session, "fitting.parameters.fit_parameters", *tables)
