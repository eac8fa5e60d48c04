from tests.benchmark.compare import published_works
from tests.benchmark.document import document_tables
from tests.benchmark.figures import summary
from tests.benchmark.works import BUILD, SWITCHES
from tests.builds import ROOT
from tests.tools.benchmark.measurements import lines_with, measured


def test_the_document_gets_a_row_for_each_work_stage_and_switch(works):
    raw = measured("Online Retail with switches", [4], [6])
    raw["rounds"] = dict.fromkeys((BUILD, SWITCHES[0].name), raw["rounds"][BUILD])
    tables = document_tables({**works, "switches": summary(raw)})
    assert lines_with(tables["works"], "bundled sample", " 1.50 ")
    assert lines_with(tables["stages"], "| marts ", "1.5 (25%)")
    assert lines_with(tables["switches"], SWITCHES[0].name, SWITCHES[0].loses, "600")


def test_the_document_has_the_published_numbers():
    document = (ROOT / "docs" / "speed.md").read_text()
    for name, table in document_tables(published_works()).items():
        assert table in document, (
            f"the table of {name}: python -m tests.benchmark.compare --document"
        )
