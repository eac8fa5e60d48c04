from customer_segmentation.publishing.publications import COLUMNS, publish
from customer_segmentation.publishing.shared_tables import SharedTables
from customer_segmentation.relations import first_row, reading_by_name, relation_of


def model(dbt, session):
    tables = dbt.ref("published_tables")
    delivery = dbt.ref("delivery_figures")
    last = dbt.ref("delivery_last_publication")
    folder = dbt.config.meta_get("publish_dir")
    formats = dbt.config.meta_get("publish_formats")
    keep = dbt.config.meta_get("publish_keep")
    shared = SharedTables(dbt.config.meta_get("shared_folder"))
    rows = dict(tables.project("table_name, row_count").fetchall())
    brought = rows.keys() - shared.write(session, dbt.this.schema, rows)
    history = publish(
        reading_by_name(session, dbt.this.schema, brought),
        *(dbt.this.schema, rows, first_row(delivery), folder),
        formats=formats,
        after=first_row(last)["last_version"],
        keep=keep,
        shared=shared,
    )
    return relation_of(session, history, COLUMNS)
