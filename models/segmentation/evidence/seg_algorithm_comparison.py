from customer_segmentation.evidence.algorithm_comparison import compare_algorithms


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    parameters = dbt.ref("seg_parameters")
    return compare_algorithms(settings.df(), sample.df(), parameters.df())
