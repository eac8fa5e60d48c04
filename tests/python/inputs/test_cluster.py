import pytest

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs import cluster
from customer_segmentation.inputs.cluster import relation_of

COLUMNS = {
    "Invoice": "string",
    "StockCode": "string",
    "Quantity": "int",
    "InvoiceDate": "timestamp_ntz",
    "Price": "decimal(10,2)",
    "Customer ID": "bigint",
}


def query_of_relation(question, kind="string"):
    return cluster.query_of_relation(question, lambda columns, text: kind)


def question(**changes):
    return {
        "setting": "invoices",
        "path": "shop.lines",
        "columns": {},
        "row_filter": "none",
        "table": {"relation": "`shop`.`lines`", "columns": COLUMNS},
        **changes,
    }


@pytest.mark.parametrize(
    ("path", "relation"),
    [
        ("lines", "`lines`"),
        ("lake.shop.lines", "`lake`.`shop`.`lines`"),
        ("s3://shop/lines", "parquet.`s3://shop/lines`"),
        ("lines.parquet", "parquet.`lines.parquet`"),
        ("/data/it`s/lines", "parquet.`/data/it``s/lines`"),
    ],
)
def test_an_input_is_a_table_or_parquet(path, relation):
    assert relation_of("invoices", path) == relation


@pytest.mark.parametrize(
    "path", ["lines.csv", "/data/lines.csv.gz", "book.xlsx", "env:SHOP_URL/invoices"]
)
def test_what_only_the_process_of_dbt_can_read_is_refused(path):
    with pytest.raises(SettingError, match="only a target of DuckDB reads"):
        relation_of("invoices", path)


def test_columns_are_recognised_as_in_files():
    answer = query_of_relation(question())
    assert "`Customer ID` as customer_id" in answer["sql"]
    assert "cast(null as string) as description" in answer["sql"]
    assert "from `shop`.`lines`" in answer["sql"]
    assert answer["types"]["invoiced_at"] == "TIMESTAMP"
    assert answer["types"]["unit_price"] == "DECIMAL(10,2)"
    assert answer["types"]["description"] == "VARCHAR"


def test_a_setting_names_another_column():
    answer = query_of_relation(question(columns={"country": "stockcode"}))
    assert "`StockCode` as country" in answer["sql"]


def test_a_name_in_a_setting_stays_a_name():
    hostile = {**COLUMNS, "a` from x; drop": "string"}
    table = {"relation": "`t`", "columns": hostile}
    answer = query_of_relation(
        question(table=table, columns={"country": "a` from x; drop"})
    )
    assert "`a`` from x; drop` as country" in answer["sql"]


def test_a_path_with_quotes_stays_a_text():
    answer = query_of_relation(question(path="it's\\lines"))
    assert r"'it\'s\\lines' as source_file" in answer["sql"]


def test_an_expression_is_in_the_sql_of_the_engine():
    columns = {"country": "upper(StockCode)", "invoiced_at": "to_timestamp('x')"}
    answer = query_of_relation(question(columns=columns), "timestamp")
    assert "(upper(StockCode)\n) as country" in answer["sql"]
    assert answer["types"]["invoiced_at"] == "TIMESTAMP WITH TIME ZONE"


def test_a_row_filter_selects_rows():
    answer = query_of_relation(question(row_filter="Quantity > 0"), "boolean")
    assert "(Quantity > 0\n) as passes_row_filter" in answer["sql"]
    with pytest.raises(SettingError, match="which is not a condition"):
        query_of_relation(question(row_filter="Quantity"), "int")


def test_a_type_that_is_no_value_is_refused():
    nested = {**COLUMNS, "Country": "array<string>"}
    with pytest.raises(SettingError, match="values of type array<string>"):
        query_of_relation(question(table={"relation": "`t`", "columns": nested}))


def test_a_missing_column_is_named():
    short = {name: kind for name, kind in COLUMNS.items() if name != "Quantity"}
    with pytest.raises(SettingError, match="no column for quantity"):
        query_of_relation(question(table={"relation": "`t`", "columns": short}))


def test_no_input_has_no_rows():
    answer = query_of_relation(question(path=""))
    assert answer["sql"].endswith("where false")
    assert answer["types"] == {}


def test_a_folder_without_files_is_refused():
    table = {"relation": "parquet.`/nowhere`", "columns": {}}
    with pytest.raises(SettingError, match="finds no Parquet file"):
        query_of_relation(question(path="/nowhere", table=table))
