from customer_segmentation.matching import match_with_last


def model(dbt, session):
    dbt.ref("seg_parameters")
    dbt.ref("seg_assignments")
    delivery = dbt.ref("int_delivery")
    last = dbt.ref("stg_last_publication")
    folder = dbt.config.meta_get("publish_dir")
    version, was_sample = last.select("last_version, is_sample").fetchone()
    if was_sample != delivery.select("is_sample").fetchone()[0]:
        version = None
    return match_with_last(session.cursor(), dbt.this.schema, folder, version)
