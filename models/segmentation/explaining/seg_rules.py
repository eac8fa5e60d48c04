from customer_segmentation.explaining.rules import find_rules


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    parameters = dbt.ref("seg_parameters")
    words = dbt.ref("feat_registry")
    return find_rules(settings.df(), sample.df(), parameters.df(), words.df())
