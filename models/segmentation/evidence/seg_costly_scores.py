from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_refit_sample")
    counts = dbt.ref("seg_cluster_counts")
    score = "evidence.costly_scores.score_at_length"
    return in_worker(session, score, settings, sample, counts, in_turn=True)
