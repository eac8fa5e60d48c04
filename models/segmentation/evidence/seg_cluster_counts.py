from customer_segmentation.evidence.cluster_counts import score_cluster_counts


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    return score_cluster_counts(settings.df(), sample.df())
