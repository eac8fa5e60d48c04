from customer_segmentation.fitting.principal_components import describe_components


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    return describe_components(settings.df(), sample.df())
