import pytest

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.cluster_expressions import (
    check_portable,
    condition_of_cluster,
    expression_of_cluster,
)

COLUMNS = {"price": "string", "odd name": "string"}


def checked(text, kind="string"):
    return expression_of_cluster("Setting x", COLUMNS, text, lambda *_: kind)


@pytest.mark.parametrize(
    "text",
    [
        "cast(price as double) / 100",
        "to_timestamp(price, 'd/M/yyyy H:mm')",
        "case when price in ('a', 'it''s; -- no comment') then 'x' else `odd name` end",
        "coalesce(nullif(trim(price), ''), '0')",
        "price like 'a%' and (price rlike '^[0-9]+$' or not (price = ''))",
    ],
)
def test_an_expression_of_its_columns_is_taken(text):
    assert checked(text) == (f"({text}\n)", "string")


@pytest.mark.parametrize(
    "text",
    [
        "reflect('java.lang.System', 'exit', 1)",
        "java_method('java.lang.System', 'exit', 1)",
        "`reflect`('java.lang.System', 'exit', 1)",
        "`java_method` ('java.lang.System', 'exit', 1)",
        "(select max(price) from other)",
        "(table other)",
        "price in (values ('a'))",
        "sum(price) over ()",
        "1 -- a comment",
        "1 /* a comment */",
        "1; drop table x",
        '"price"',
        "transform(array(1), x -> x)",
        "input_file_name()",
        "count(*)",
        r"r'\' || reflect('a', 'b') || '",
        "{{ var('x') }}",
    ],
)
def test_what_is_more_than_that_is_refused(text):
    with pytest.raises(SettingError, match=r"may (use|not have)"):
        checked(text)


def test_the_engine_has_the_last_word():
    def type_of(columns, text):
        raise ValueError("there is no column prise")

    with pytest.raises(SettingError, match="there is no column prise"):
        expression_of_cluster("Setting x", COLUMNS, "prise", type_of)


def test_a_condition_is_true_or_false():
    taken = condition_of_cluster(
        "Setting x", COLUMNS, "price > ''", lambda *_: "boolean"
    )
    assert taken == "(price > ''\n)"
    with pytest.raises(SettingError, match="which is not a condition"):
        condition_of_cluster("Setting x", COLUMNS, "price", lambda *_: "string")


@pytest.mark.parametrize("text", ["quantity ^ 2", r"country = 'a\b'", '"country"'])
def test_what_two_engines_read_in_two_ways_is_refused(text):
    with pytest.raises(SettingError, match="Setting x has"):
        check_portable("Setting x", {}, text, lambda *_: "double")


def test_types_are_handed_over_in_the_words_of_the_engine():
    seen = []
    columns = {"a": "VARCHAR", "b": "DECIMAL(18, 6)"}
    check_portable("Setting x", columns, "sum(b)", lambda *asked: seen.append(asked))
    assert seen == [({"a": "string", "b": "DECIMAL(18, 6)"}, "sum(b)")]
