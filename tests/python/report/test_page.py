import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from customer_segmentation.report.page import as_json, write_report


class Elements(HTMLParser):
    """The start tags of a page, and the text of its scripts."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.inside = None
        self.scripts = []
        self.feed(text)

    def handle_endtag(self, tag):
        self.inside = None

    def handle_starttag(self, tag, attributes):
        self.inside = tag
        self.found.append((tag, dict(attributes)))
        if tag == "script":
            self.scripts.append((dict(attributes), ""))

    def handle_data(self, data):
        if self.inside == "script":
            attributes, text = self.scripts[-1]
            self.scripts[-1] = attributes, text + data


@pytest.fixture
def text(published, tmp_path):
    write_report(published, tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def test_nothing_is_fetched_and_only_the_two_scripts_run(text):
    page = Elements(text)
    for _, attributes in page.found:
        assert not {"src", "action", "onclick", "onload"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")
    (policy,) = [
        attributes["content"]
        for tag, attributes in page.found
        if tag == "meta" and attributes.get("http-equiv")
    ]
    assert policy.startswith("default-src 'none'; ")
    data, *scripts = page.scripts
    assert data[0] == {"type": "application/json", "id": "page-data"}
    allowed = re.findall(r"'(sha256-[^']+)'", policy)
    assert allowed == [
        "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for _, script in scripts
    ]


def test_text_of_the_data_is_escaped_everywhere(text):
    page = Elements(text)
    assert {"b", "i"} & {tag for tag, _ in page.found} == set()
    assert "Best &lt;i&gt;" in text
    assert "1 of 11 lines &lt;b&gt;" in text
    data = json.loads(page.scripts[0][1])
    assert data["points"]["rfm-all"]["customer"].count("a<b>") == 1


def test_every_chart_has_a_place_a_name_and_a_table(text):
    page = Elements(text)
    charts = json.loads(page.scripts[0][1])["charts"]
    places = {
        attributes["id"]: attributes
        for _, attributes in page.found
        if attributes.get("role") == "img"
    }
    assert set(places) == set(charts)
    assert all(len(each["aria-label"]) > 40 for each in places.values())
    tables = sum(tag == "table" for tag, _ in page.found)
    assert tables == sum(tag == "caption" for tag, _ in page.found) == len(charts) + 2
    assert [tag for tag, _ in page.found if tag == "h1"] == ["h1"]
    assert dict(page.found)["html"] == {"lang": "en"}


def test_every_name_in_the_page_is_there_once(published, tmp_path):
    # A segmentation may have any name, those of other parts of the page among them.
    tables = published.execute(
        "select table_name from duckdb_columns() where column_name = 'segmentation'"
    ).fetchall()
    for (table,) in tables:
        published.execute(
            f"insert into {table} by name select * replace ('content' as segmentation) "
            f"from {table} where segmentation = 'rfm'"
        )
    write_report(published, tmp_path / "report.html")
    page = Elements((tmp_path / "report.html").read_text(encoding="utf-8"))
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"][1:] for tag, attributes in page.found if tag == "a"} <= {
        *ids
    }


def test_data_cannot_end_its_element():
    written = as_json(["</script><!--", "\u2028&"])
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == ["</script><!--", "\u2028&"]
