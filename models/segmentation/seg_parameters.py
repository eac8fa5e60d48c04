from customer_segmentation.parameters import fit_parameters


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    bounds = dbt.ref("seg_clip_bounds")
    counts = dbt.ref("seg_cluster_counts")
    return fit_parameters(settings.df(), sample.df(), bounds.df(), counts.df())
