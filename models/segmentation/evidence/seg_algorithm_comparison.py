from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_refit_sample")
    parameters = dbt.ref("seg_parameters")
    compare = "evidence.algorithm_comparison.compare_algorithms"
    return in_worker(session, compare, settings, sample, parameters, in_turn=True)
