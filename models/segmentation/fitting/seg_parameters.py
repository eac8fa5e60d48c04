from customer_segmentation.memory.last_version import continued_version, last_members
from customer_segmentation.relations import reading_by_name
from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    settings = dbt.ref("seg_settings")
    sample = dbt.ref("seg_fit_sample")
    bounds = dbt.ref("seg_clip_bounds")
    counts = dbt.ref("seg_cluster_counts")
    delivery = dbt.ref("delivery_figures")
    last = dbt.ref("delivery_last_publication")
    folder = dbt.config.meta_get("publish_dir")
    version = continued_version(last, delivery)
    names = ["seg_fit_sample"] if version else []
    cursor = reading_by_name(session, dbt.this.schema, names)
    members = last_members(cursor, dbt.this.schema, folder, version)
    tables = (settings, sample, bounds, counts, *members)
    return in_worker(session, "fitting.parameters.fit_parameters", *tables)
