import pytest

from customer_segmentation.errors import SettingError
from customer_segmentation.settings.expressions import (
    aggregate_expression,
    condition,
    condition_of_customers,
    scalar_expression,
)
from customer_segmentation.settings.features import LINE_COLUMNS

COLUMNS = {"a": "VARCHAR", 'odd "name"': "INTEGER", "moment": "TIMESTAMP"}


@pytest.mark.parametrize(
    "text",
    [
        "upper(a)",
        "A || 'x' -- a comment at the end",
        '"odd ""name""" + 1',
        "case when a in ('x', 'y') then 1 else 2 end",
        "try_cast(a as double) / 100",
        "extract(dow from moment)",
    ],
)
def test_expressions_of_the_row(text):
    assert scalar_expression("It", COLUMNS, text) == f"({text}\n)"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1); drop table x; select (1", "is not one SQL expression"),
        ("a) from (select 1 as a", "is not one SQL expression"),
        ("a, a", "It uses row, which is not one of"),
        ("a where true", "is not one SQL expression"),
        ("(select 1)", "may only use columns of its own row"),
        ("exists (select 1)", "may only use columns of its own row"),
        ("*", "may only use columns of its own row"),
        ("sum(1) over ()", "may only use columns of its own row"),
        ("read_text('/etc/hostname')", "It uses read_text, which is not one of"),
        ("list_transform([a], x -> getenv(x))", "It uses "),
        ("sum(1)", "It uses sum, which is not one of"),
        ("b", "names the column b, which is not there; the columns are a, odd"),
        ("a / 100", "does not fit its columns, which are texts in CSV (No function"),
        ("?", "may only use columns of its own row"),
        ("", "is not one SQL expression"),
    ],
)
def test_what_is_no_expression_of_the_row(text, sentence):
    with pytest.raises(SettingError) as raised:
        scalar_expression("It", COLUMNS, text)
    assert sentence in str(raised.value)


def test_a_condition_is_true_or_false():
    assert condition("It", COLUMNS, "a = 'x'", "of a line") == "(a = 'x'\n)"
    with pytest.raises(SettingError, match=r"upper\(a\), which is not a condition"):
        condition("It", COLUMNS, "upper(a)", "of a line")


def test_a_condition_that_fails_on_every_customer_is_refused():
    columns = {"frequency": "DOUBLE", "household": "VARCHAR"}
    condition_of_customers("It", columns, "frequency > 1 or household = 'alone'")
    with pytest.raises(SettingError, match="which cannot be computed for customers"):
        condition_of_customers("It", columns, "household = 5")


@pytest.mark.parametrize(
    "text",
    [
        "count(distinct a)",
        "avg(case when a = 'x' then 1.0 else 0.0 end)",
        'sum("odd ""name""") / count(*)',
        "median(length(a))",
        "count(*) filter (where a = 'x')",
    ],
)
def test_aggregates_of_the_rows_of_a_customer(text):
    assert aggregate_expression("It", COLUMNS, text) == f"({text}\n)"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("length(a)", "is not an aggregate; write one number for all lines"),
        ("sum(length(a)) + length(a)", "does not fit its columns"),
        ("sum(b)", "names the column b, which is not there"),
        ("sum(sum(1))", "does not fit its columns"),
        ("list(a)", "uses list, which is not one of the aggregates (avg"),
        ("(select count(*))", "may only use columns of its own row"),
        ("sum(a)", "does not fit its columns"),
        ("sum(#1)", "may only use columns of its own row"),
        ("max(a)", "which gives values of type VARCHAR; it takes a number"),
        ("max(moment)", "which gives values of type TIMESTAMP; it takes a number"),
        ("+".join(["count(*)"] * 800), "is not one SQL expression"),
    ],
)
def test_what_is_no_aggregate(text, sentence):
    with pytest.raises(SettingError) as raised:
        aggregate_expression("It", COLUMNS, text)
    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "sum(cast(product_code as double))",
        "max(year(strptime(product_code, '%Y')))",
        "sum(cast(amount as decimal(5, 2)))",
        "max(year(make_date(2024, cast(quantity as int), 1)))",
    ],
)
def test_what_fails_on_an_odd_line_is_refused_before_the_build(text):
    with pytest.raises(SettingError, match="fails where a line is odd") as raised:
        aggregate_expression("It", LINE_COLUMNS, text)
    assert "write try_cast" in str(raised.value)


def test_what_copes_with_odd_lines_is_taken():
    text = "sum(try_cast(product_code as double)) / sum(0)"
    assert aggregate_expression("It", LINE_COLUMNS, text)
