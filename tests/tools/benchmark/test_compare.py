import json

from tests.benchmark import compare
from tests.benchmark.document import document_tables
from tests.tools.benchmark.measurements import measured


def test_published_numbers_of_other_works_stay(works, tmp_path, monkeypatch):
    monkeypatch.setattr(compare, "PUBLISHED", tmp_path / "published.json")
    assert compare.published_works() == {}
    compare.publish(works)
    published = compare.publish({"switches": works["sample"]})
    assert list(published) == ["sample", "switches"]


def test_the_command_line_prints_the_tables_of_the_document(capsys):
    compare.main(["--document"])
    printed = capsys.readouterr().out
    for table in document_tables(compare.published_works()).values():
        assert table in printed


def test_the_file_of_results_is_complete(works, tmp_path, monkeypatch, capsys):
    raw = measured("bundled sample", [4, 4], [6, 8])
    monkeypatch.setattr(compare, "measure_work", lambda work, rounds: raw)
    file = tmp_path / "benchmark.json"
    compare.main(["--only", "sample", "--rounds", "2", "--output", str(file)])
    content = json.loads(file.read_text())
    assert content["measured"].keys() >= {"cores", "python", "dbt-core", "duckdb"}
    sample = content["works"]["sample"]
    assert sample["rounds"] == raw["rounds"]
    assert sample["medians"]["dbt build"]["wall"] == 7
    assert sample["stages"].keys() == {"marts", "tests"}
    assert content["targets"][0]["met"] is False
    assert "| dbt build" in capsys.readouterr().out
