from customer_segmentation.publications import publish


def model(dbt, session):
    dbt.ref("customers")
    dbt.ref("customer_segments")
    dbt.ref("segment_profiles")
    dbt.ref("segment_features")
    dbt.ref("cluster_count_choice")
    dbt.ref("segment_model_parameters")
    dbt.ref("rfm_cut_points")
    dbt.ref("invoice_line_ledger")
    tables = [
        "customers",
        "customer_segments",
        "segment_profiles",
        "segment_features",
        "cluster_count_choice",
        "segment_model_parameters",
        "rfm_cut_points",
        "invoice_line_ledger",
    ]
    folder = dbt.config.meta_get("publish_dir")
    keep = dbt.config.meta_get("publish_keep")
    return publish(session.cursor(), dbt.this.schema, tables, folder, keep=keep)
