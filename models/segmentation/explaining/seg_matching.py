from customer_segmentation.memory.last_version import continued_version, last_overlaps
from customer_segmentation.relations import reading_by_name
from customer_segmentation.worker.client import in_worker


def model(dbt, session):
    dbt.ref("seg_parameters")
    dbt.ref("seg_assignments")
    delivery = dbt.ref("delivery_figures")
    last = dbt.ref("delivery_last_publication")
    folder = dbt.config.meta_get("publish_dir")
    version = continued_version(last, delivery)
    names = ["seg_parameters", "seg_assignments"] if version else []
    cursor = reading_by_name(session, dbt.this.schema, names)
    overlaps = last_overlaps(cursor, dbt.this.schema, folder, version)
    return in_worker(session, "memory.matching.match_with_last", *overlaps)
