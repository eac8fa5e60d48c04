from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_refit_sample")
    parameters = dbt.ref("seg_parameters")
    measure = "evidence.stability.measure_stability"
    return in_worker(session, measure, settings, sample, parameters, in_turn=True)
