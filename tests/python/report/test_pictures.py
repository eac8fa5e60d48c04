import struct

import plotly.graph_objects as go
import pytest

from customer_segmentation.errors import BuildError
from customer_segmentation.report import pictures
from customer_segmentation.report.page import write_report
from customer_segmentation.report.parts import draw_page
from customer_segmentation.report.pictures import (
    list_figures,
    main,
    photograph,
    write_pictures,
)
from tests.browser import needs_chromium


@pytest.fixture
def version(published, tmp_path):
    database = tmp_path / "segments.duckdb"
    published.execute(f"attach '{database}' as file; copy from database memory to file")
    published.execute("detach file")
    return tmp_path


def size(picture):
    return struct.unpack(">II", picture.read_bytes()[16:24])


def test_every_chart_and_option_is_a_figure_with_title_and_legend(published):
    figures = list_figures(draw_page(published))
    assert {"rfm-all-map", "rfm-all-distributions-units", "rfm-all-pairs"} <= set(
        figures
    )
    for name, figure in figures.items():
        assert go.Figure(figure).layout.title.text.startswith("<b>"), name
    assert figures["rfm-all-map"]["layout"]["showlegend"]
    assert sorted(figures["rfm-all-map"]["data"][0]["text"]) == ["a<b>", "b"]


def test_charts_are_written_as_png(version, capsys):
    needs_chromium()
    folder = version / "pictures"
    main(["rfm-all-map", "--version", str(version), "--to", str(folder)])
    assert [path.name for path in folder.iterdir()] == ["rfm-all-map.png"]
    assert size(folder / "rfm-all-map.png")[0] == 2 * pictures.WIDTH
    assert capsys.readouterr().out.startswith("1 pictures are in")


def test_the_page_is_photographed(published, tmp_path):
    needs_chromium()
    write_report(published, tmp_path / "report.html")
    photograph(tmp_path / "report.html", tmp_path / "page.png")
    assert size(tmp_path / "page.png") == (1280, 1480)


def test_unknown_names_are_refused_with_the_known_ones(version):
    with pytest.raises(
        BuildError, match="No chart begins with nothing; there are rfm-"
    ):
        write_pictures(version / "segments.duckdb", version, ["nothing"])


def test_without_a_version_or_a_package_a_sentence_says_so(version, monkeypatch):
    with pytest.raises(SystemExit, match="is not there; run dbt build first"):
        main(["--version", str(version / "absent")])
    monkeypatch.setattr(pictures, "missing_package", lambda package: package)
    with pytest.raises(BuildError, match="Pictures need plotly"):
        write_pictures(version / "segments.duckdb", version)


def test_without_a_browser_a_sentence_says_so(version, monkeypatch):
    from choreographer.errors import ChromeNotFoundError

    def write_images(**_):
        raise ChromeNotFoundError

    monkeypatch.setattr("plotly.io.write_images", write_images)
    with pytest.raises(BuildError, match="need Chrome or Chromium"):
        write_pictures(version / "segments.duckdb", version)
