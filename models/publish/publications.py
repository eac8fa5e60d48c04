from customer_segmentation.publishing.publications import COLUMNS, publish
from customer_segmentation.relations import first_row, relation_of


def model(dbt, session):
    tables = dbt.ref("published_tables")
    delivery = dbt.ref("delivery_figures")
    last = dbt.ref("delivery_last_publication")
    folder = dbt.config.meta_get("publish_dir")
    formats = dbt.config.meta_get("publish_formats")
    keep = dbt.config.meta_get("publish_keep")
    history = publish(
        session.cursor(),
        dbt.this.schema,
        dict(tables.project("table_name, row_count").fetchall()),
        first_row(delivery),
        folder,
        formats=formats,
        after=first_row(last)["last_version"],
        keep=keep,
    )
    return relation_of(session, history, COLUMNS)
