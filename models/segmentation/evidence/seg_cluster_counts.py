from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_refit_sample")
    score = "evidence.cluster_counts.score_cluster_counts"
    return in_worker(session, score, settings, sample)
