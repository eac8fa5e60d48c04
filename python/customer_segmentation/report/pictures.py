"""The charts of the report as PNG, for slides."""

import argparse
import asyncio
import base64
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from customer_segmentation.errors import BuildError
from customer_segmentation.packages import missing_package
from customer_segmentation.published_files import DATABASE, REPORT
from customer_segmentation.report.chart import Chart, label, resolve, slug
from customer_segmentation.report.parts import Page, draw_page

WIDTH, SCALE = 1000, 2
"""Width of a picture in the units of the page, and pixels for each of them."""

WINDOW = {"width": 1280, "height": 1480, "deviceScaleFactor": 1, "mobile": False}
"""The first screen of the page, in pixels."""


def list_figures(page: Page) -> dict[str, dict]:
    """List the figures of a page, each complete in itself.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    dict
        Name -> figure of Plotly with title, legend and points in it. A chart with a
        menu gives one for each of its options; a pair of features, the first one.
    """
    figures = {}
    for chart in page.charts:
        shown = [("", chart.data, chart.layout)]
        for menu in chart.menus:
            if menu.axis is None:
                shown = [
                    (f"-{slug(text.split(' (')[0])}", option["data"], option["layout"])
                    for text, option in menu.options
                ]
        for suffix, data, layout in shown:
            traces = [resolve(trace, page.contents.points) for trace in data]
            figures[chart.name + suffix] = {
                "data": traces,
                "layout": _on_a_slide(chart, layout),
            }
    return figures


def write_pictures(
    database: Path, folder: Path, only: Sequence[str] = ()
) -> list[Path]:
    """Write the charts of a published file as PNG.

    Parameters
    ----------
    database : pathlib.Path
        ``segments.duckdb`` of a version.
    folder : pathlib.Path
        Receives ``<name>.png``; made if absent.
    only : sequence of str, default ()
        Beginnings of the names that are wanted; all, if there are none.

    Returns
    -------
    list of pathlib.Path
        The files.

    Raises
    ------
    BuildError
        If there is no such version or chart, or what draws pictures is not there.
    """
    if not database.exists():
        raise BuildError(f"{database} is not there; run dbt build first, or name it.")
    if missing := missing_package("plotly") or missing_package("kaleido"):
        raise BuildError(f"Pictures need {missing}; pip install plotly kaleido.")
    with duckdb.connect(str(database), read_only=True) as connection:
        figures = list_figures(draw_page(connection))
    wanted = {
        name: figure
        for name, figure in figures.items()
        if not only or name.startswith(tuple(only))
    }
    if not wanted:
        raise BuildError(
            f"No chart begins with {' or '.join(only)}; there are {', '.join(figures)}."
        )
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.png" for name in wanted]
    _draw([*wanted.values()], files)
    return files


def photograph(report: Path, target: Path) -> None:
    """Write the first screen of the page as PNG.

    Parameters
    ----------
    report : pathlib.Path
        ``report.html``.
    target : pathlib.Path
        The picture.
    """
    target.write_bytes(asyncio.run(_photograph(report.resolve().as_uri())))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line: write all charts of a version as PNG."""
    parser = argparse.ArgumentParser(
        prog="python -m customer_segmentation.report.pictures",
        description="Write the charts of the report as PNG. Needs plotly, kaleido and "
        "a Chrome or Chromium.",
    )
    parser.add_argument(
        "only", nargs="*", help="beginnings of names, such as rfm-all-map; default: all"
    )
    parser.add_argument(
        "--version",
        type=Path,
        default=Path("published/current"),
        help="folder of the version (default: published/current)",
    )
    parser.add_argument(
        "--to", type=Path, default=Path("pictures"), help="folder (default: pictures)"
    )
    parser.add_argument("--page", type=Path, help="save the first screen here too")
    asked = parser.parse_args(arguments)
    try:
        files = write_pictures(asked.version / DATABASE, asked.to, asked.only)
    except BuildError as error:
        sys.exit(str(error))
    if asked.page:
        photograph(asked.version / REPORT, asked.page)
    print(f"{len(files)} pictures are in {asked.to}/, the first one {files[0].name}.")


def _on_a_slide(chart: Chart, layout: dict) -> dict:
    margin = layout["margin"]
    room = 40 * bool(chart.legend)
    return {
        **layout,
        "height": layout["height"] + 50 + room,
        "title": {"text": f"<b>{label(chart.title, 80)}</b>", "x": 0.02},
        "margin": {**margin, "t": margin["t"] + 50, "b": margin["b"] + room},
        "showlegend": bool(chart.legend),
        "legend": {"orientation": "h", "y": -0.12, "yanchor": "top"},
    }


def _draw(figures: list[dict], files: list[Path]) -> None:
    import plotly.io
    from choreographer.errors import BrowserFailedError, ChromeNotFoundError

    try:
        plotly.io.write_images(
            fig=figures,
            file=files,
            width=WIDTH,
            height=[figure["layout"]["height"] for figure in figures],
            scale=SCALE,
            validate=False,
        )
    except (ChromeNotFoundError, BrowserFailedError):
        raise BuildError(
            "Pictures need Chrome or Chromium; install one of them, or set the "
            "environment variable BROWSER_PATH to its path."
        ) from None


async def _photograph(address: str) -> bytes:
    from choreographer import Browser

    drawn = "document.querySelectorAll('.chart[data-drawn]').length"
    async with Browser(headless=True) as browser:
        tab = await browser.create_tab("about:blank")
        await tab.send_command("Emulation.setDeviceMetricsOverride", WINDOW)
        await tab.send_command("Page.navigate", {"url": address})
        for _ in range(100):
            await asyncio.sleep(0.2)
            answer = await tab.send_command("Runtime.evaluate", {"expression": drawn})
            if answer["result"]["result"].get("value"):
                break
        await asyncio.sleep(1)
        answer = await tab.send_command("Page.captureScreenshot", {"format": "png"})
    return base64.b64decode(answer["result"]["data"])


if __name__ == "__main__":
    main()
