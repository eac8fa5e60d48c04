import pytest

pytest.importorskip("dbt.adapters.spark", reason="dbt-spark is not installed")

from dbt.adapters.sparksession.connections import session_of
from dbt.adapters.sparksession.engine import SessionEngine

COLUMNS = {"price": "string", "odd name": "decimal(10,2)"}


@pytest.fixture(scope="module")
def engine(sail) -> SessionEngine:
    return SessionEngine(session_of(sail))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("cast(price as double) / 100", "double"),
        ("`odd name` > 3", "boolean"),
        ("count(distinct price)", "bigint"),
        ("to_timestamp(price, 'd/M/yyyy')", "timestamp"),
    ],
)
def test_the_server_says_the_type(engine, text, kind):
    assert engine.type_of(COLUMNS, text) == kind


@pytest.mark.parametrize("text", ["prise", "price)", "1 from x", "a) as b, (c", ""])
def test_the_server_refuses_what_is_no_expression(engine, text):
    with pytest.raises(ValueError):
        engine.type_of(COLUMNS, text)


def test_a_folder_is_tried_by_writing_to_it(engine, tmp_path):
    assert engine.problem_of_folder(str(tmp_path)) == ""
    assert list(tmp_path.iterdir()) == []
    assert engine.problem_of_folder("relative") == "its path does not begin with /"
    (tmp_path / "file").touch()
    assert engine.problem_of_folder(str(tmp_path / "file")) != ""
