from customer_segmentation.publishing.publications import publish


def model(dbt, session):
    tables = dbt.ref("published_tables")
    delivery = dbt.ref("delivery_figures")
    last = dbt.ref("delivery_last_publication")
    folder = dbt.config.meta_get("publish_dir")
    formats = dbt.config.meta_get("publish_formats")
    keep = dbt.config.meta_get("publish_keep")
    return publish(
        session.cursor(),
        dbt.this.schema,
        tables.df(),
        delivery.df(),
        folder,
        formats=formats,
        after=last.fetchone()[0],
        keep=keep,
    )
