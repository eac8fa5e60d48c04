from customer_segmentation.publications import publish


def model(dbt, session):
    tables = dbt.ref("published_tables")
    delivery = dbt.ref("int_delivery")
    folder = dbt.config.meta_get("publish_dir")
    keep = dbt.config.meta_get("publish_keep")
    schema = dbt.this.schema
    connection = session.cursor()
    return publish(connection, schema, tables.df(), delivery.df(), folder, keep=keep)
