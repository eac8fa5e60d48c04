from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    describe = "fitting.principal_components.describe_components"
    return in_worker(session, describe, settings, sample)
