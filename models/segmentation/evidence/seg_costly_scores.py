from customer_segmentation.evidence.costly_scores import score_at_length


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    counts = dbt.ref("seg_cluster_counts")
    return score_at_length(settings.df(), sample.df(), counts.df())
