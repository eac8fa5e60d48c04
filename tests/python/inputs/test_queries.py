import duckdb
import pytest

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.catalogue import InputFiles
from customer_segmentation.inputs.queries import query_of_input

HEADER = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID"


@pytest.fixture
def ask(tmp_path):
    files = InputFiles(tmp_path / "copies")

    def ask(path, setting="invoices", **question):
        question = {"columns": {}, "row_filter": "none", "decimal": ".", **question}
        question |= {"setting": setting, "path": str(path)}
        return query_of_input(files, question)

    return ask


def test_files_are_matched_by_the_names_of_their_columns(ask, tmp_path):
    (tmp_path / "a.csv").write_text(f"{HEADER}\n1,p,2,2024-01-01,3,c\n")
    other = ";".join(reversed(HEADER.split(",")))
    (tmp_path / "b.csv").write_text(f"{other}\nd;4;2024-01-02;5;q;2\n")
    found = ask(tmp_path / "*.csv")
    rows = duckdb.sql(
        f"select line_id, source_file, invoice_number, unit_price, customer_id, "
        f"passes_row_filter from ({found['sql']}) order by invoice_number"
    ).fetchall()
    assert [row[2:] for row in rows] == [("1", "3", "c", True), ("2", "4", "d", True)]
    assert [row[1] for row in rows] == [str(tmp_path / f"{x}.csv") for x in "ab"]
    assert {row[0] for row in rows} == {1, 2}
    assert found["types"]["quantity"] == "VARCHAR"


def test_parquet_keeps_its_types_and_expressions_have_theirs(ask, tmp_path):
    path = tmp_path / "a.parquet"
    duckdb.sql(
        f"copy (select 1 as invoice, 'p' as stockcode, 2::smallint as quantity, "
        f"now() as invoicedate, 1.5 as price, 7 as customer) to '{path}'"
    )
    found = ask(path, columns={"country": "upper(stockcode)"}, row_filter="price > 1")
    assert found["types"]["quantity"] == "SMALLINT"
    assert found["types"]["country"] == "VARCHAR"
    assert found["types"]["invoiced_at"] == "TIMESTAMP WITH TIME ZONE"
    (row,) = duckdb.sql(
        f"select country, passes_row_filter from ({found['sql']})"
    ).fetchall()
    assert row == ("P", True)


def test_a_table_has_to_be_found_first(ask):
    assert ask("raw.lines") == {"table": "raw.lines"}
    columns = dict.fromkeys(HEADER.split(","), "VARCHAR")
    found = ask("raw.lines", table={"relation": '"raw"."lines"', "columns": columns})
    assert found["sql"].endswith('from "raw"."lines")')


def test_no_input_is_no_rows_with_all_columns(ask):
    found = ask("", setting="customers")
    relation = duckdb.sql(found["sql"])
    assert "income" in relation.columns
    assert relation.fetchall() == []


@pytest.mark.parametrize(
    ("path", "question", "sentence"),
    [
        ("https://a.org/b.csv", {}, "Setting invoices is a URL (https), but a build"),
        ("nested.parquet", {}, "gives country values of type VARCHAR[]; it takes"),
        (
            "a.csv",
            {"row_filter": "Quantity"},
            "row_filter is Quantity, which is not a con",
        ),
        (
            "a.csv",
            {"columns": {"country": "getenv('A')"}},
            "country uses getenv, which",
        ),
    ],
)
def test_what_cannot_be_read(ask, tmp_path, path, question, sentence):
    (tmp_path / "a.csv").write_text(f"{HEADER}\n")
    duckdb.sql(
        "copy (select 1 as invoice, 'p' as stockcode, 2 as quantity, now() as "
        "invoicedate, 1.5 as price, 7 as customer, ['x'] as country) "
        f"to '{tmp_path}/nested.parquet'"
    )
    where = path if "://" in path else tmp_path / path
    with pytest.raises(SettingError) as raised:
        ask(where, **question)
    assert sentence in str(raised.value)
