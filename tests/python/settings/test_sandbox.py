import pytest

from customer_segmentation.settings.sandbox import (
    in_brackets,
    nodes,
    parsed,
    problem_of,
    type_of,
    value_of,
)


def test_types_need_no_column_that_is_not_used():
    assert type_of({"a": "INTEGER", "b": "NO_SUCH_TYPE"}, "a + 1") == "INTEGER"


@pytest.mark.parametrize(
    "text", ["", "a, ", "1; select 2", "a from b", "(", "a where b"]
)
def test_what_is_no_expression_has_no_tree(text):
    assert parsed(text) is None


def test_the_parts_of_an_expression():
    names = {each.get("function_name") for each in nodes(parsed("upper(trim(a))"))}
    assert {"upper", "trim"} <= names


def test_problems_are_said_in_the_words_of_the_database():
    assert problem_of({"a": "INTEGER"}, "a + 1") == ""
    assert "No function matches" in problem_of({"a": "VARCHAR"}, "abs(a)")


def test_a_value_is_that_of_one_row():
    assert value_of("a || 'y'", "'x' as a") == "xy"


def test_a_comment_at_the_end_hides_nothing():
    assert value_of(in_brackets("1 -- one"), "0 as nothing") == 1


def test_no_file_can_be_read():
    with pytest.raises(Exception, match="disabled"):
        value_of("(select count(*) from read_text('/etc/hostname'))", "1 as a")
