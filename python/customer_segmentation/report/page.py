"""The page: everything in one file that needs no other and fetches nothing."""

import base64
import hashlib
import json
from importlib import resources
from pathlib import Path

import duckdb
import jinja2
from plotly.offline import get_plotlyjs

from customer_segmentation.report.chart import Cell
from customer_segmentation.report.numbers import NOTHING
from customer_segmentation.report.parts import Page, draw_page


def write_report(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Write the page about a published file: it opens anywhere, without a network.

    Its content security policy lets nothing run but the two scripts in it, and lets
    nothing be fetched.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A connection to ``segments.duckdb`` of a version.
    target : pathlib.Path
        The page, ``report.html``.
    """
    page = draw_page(connection)
    files = resources.files("customer_segmentation.report")
    plotly, script = get_plotlyjs(), (files / "page.js").read_text()
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: (files / name).read_text()),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["is_number"] = _is_number
    text = environment.get_template("page.html").render(
        page=page,
        contents=page.contents,
        style=(files / "page.css").read_text(),
        scripts=[plotly, script],
        hashes=[_hash(plotly), _hash(script)],
        data=as_json(_data(page)),
    )
    target.write_text(text, encoding="utf-8")


def as_json(value: object) -> str:
    r"""Write data into a page: no text in it can end the element that holds it.

    Examples
    --------
    >>> as_json("</script>&")
    '"\\u003c/script\\u003e\\u0026"'
    """
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _is_number(cell: Cell) -> bool:
    return cell.value is not None or cell.text[:1] in (*"0123456789", NOTHING)


def _data(page: Page) -> dict:
    return {
        "points": {
            key: {"segment": points.segment, **points.columns}
            for key, points in page.contents.points.items()
        },
        "charts": {
            chart.name: {
                "data": chart.data,
                "layout": chart.layout,
                "menus": [
                    {"axis": menu.axis, "options": [shown for _, shown in menu.options]}
                    for menu in chart.menus
                ],
            }
            for chart in page.charts
        },
    }
