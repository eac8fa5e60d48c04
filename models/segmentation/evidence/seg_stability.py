from customer_segmentation.evidence.stability import measure_stability


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    parameters = dbt.ref("seg_parameters")
    return measure_stability(settings.df(), sample.df(), parameters.df())
