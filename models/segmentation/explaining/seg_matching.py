from customer_segmentation.memory.last_version import continued_version
from customer_segmentation.memory.matching import match_with_last


def model(dbt, session):
    dbt.ref("seg_parameters")
    dbt.ref("seg_assignments")
    delivery = dbt.ref("delivery_figures")
    last = dbt.ref("delivery_last_publication")
    folder = dbt.config.meta_get("publish_dir")
    version = continued_version(last.df(), delivery.df())
    return match_with_last(session.cursor(), dbt.this.schema, folder, version)
