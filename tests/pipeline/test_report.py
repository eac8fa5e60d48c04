"""The page in a browser: complete, quiet, readable, with the numbers of the marts."""

import itertools

import duckdb
import pytest

from tests.browser import chromium, open_page, requested

DRAW_ALL = """
    const done = arguments[0];
    (async () => {
        for (const chart of document.querySelectorAll(".chart")) {
            chart.scrollIntoView({ behavior: "instant" });
            for (let i = 0; i < 400 && !chart.dataset.drawn; i++)
                await new Promise((again) => setTimeout(again, 50));
        }
        document.querySelectorAll("details").forEach((each) => (each.open = true));
        done([...document.querySelectorAll(".chart")].map((each) => [
            each.id, each.querySelectorAll("svg.main-svg, canvas").length,
            each.textContent.includes("WebGL is not supported"),
        ]));
    })();
"""

# What reaches beyond the window, other than within a frame of its own that scrolls.
OVERFLOWING = """
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll("body *")].filter((each) =>
        !each.closest(".scroll") && !each.closest("nav ul") && !each.matches(".skip")
        && each.getBoundingClientRect().width
        && each.getBoundingClientRect().right > width + 1
    ).map((each) => each.outerHTML.slice(0, 200)).concat(
        document.documentElement.scrollWidth > width ? ["the page"] : []);
"""

# Words of a chart on top of each other, or outside of it.
OVERLAPPING = """
    const found = [];
    for (const chart of document.querySelectorAll(".chart")) {
        const frame = chart.getBoundingClientRect();
        const words = [...chart.querySelectorAll("text")].filter((each) =>
            each.textContent.trim() && !each.closest(".modebar")
            && getComputedStyle(each).visibility != "hidden"
            && getComputedStyle(each).opacity != "0"
        ).map((each) => [each.textContent, each.getBoundingClientRect()]);
        words.forEach(([text, box], place) => {
            if (box.left < frame.left - 2 || box.right > frame.right + 2
                || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
                found.push([chart.id, text, "outside"]);
            for (const [other, second] of words.slice(place + 1)) {
                const across = Math.min(box.right, second.right)
                    - Math.max(box.left, second.left);
                const down = Math.min(box.bottom, second.bottom)
                    - Math.max(box.top, second.top);
                if (across > 3 && down > 3) found.push([chart.id, text, other]);
            }
        });
    }
    return found;
"""

# Sections, figures and their parts that cover each other.
COVERING = """
    const found = [];
    const frames = "body, main, section, .charts, figure";
    for (const parent of document.querySelectorAll(frames)) {
        const parts = [...parent.children].filter((each) =>
            !each.matches("nav, .skip, script, .menu")
            && each.getBoundingClientRect().height);
        parts.slice(1).forEach((part, place) => {
            const before = parts[place].getBoundingClientRect();
            const box = part.getBoundingClientRect();
            if (box.top < before.bottom - 1 && box.left < before.right - 1
                && box.right > before.left + 1)
                found.push([parts[place], part].map((each) =>
                    each.outerHTML.slice(0, 80)));
        });
    }
    return found;
"""

TABLES = """
    return [...document.querySelectorAll("table")].map((table) => ({
        caption: table.caption.textContent,
        rows: [...table.tBodies[0].rows].map((row) => ({
            name: row.cells[0].lastChild.textContent.trim(),
            texts: [...row.cells].map((cell) => cell.textContent.trim()),
            values: [...row.cells].map((cell) => cell.dataset.value)
                .filter((value) => value !== undefined).map(Number),
        })),
    }));
"""


@pytest.fixture(scope="module")
def driver():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module", params=["sample_build", "online_retail"])
def current(request):
    return request.getfixturevalue(request.param).current


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_complete_and_quiet_and_nothing_overlaps(driver, current, width):
    page = current / "report.html"
    driver.get_log("browser")
    requested(driver)
    open_page(driver, page, width)
    charts = driver.execute_async_script(DRAW_ALL)
    assert len(charts) >= 13
    for name, pictures, without_webgl in charts:
        assert pictures, name
        assert not without_webgl, name
    outside = {
        address
        for address in requested(driver)
        if not address.startswith(("data:", "blob:", page.resolve().as_uri()))
    }
    assert outside == set()
    said = [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
    assert said == []
    assert driver.execute_script(OVERFLOWING) == []
    assert driver.execute_script(OVERLAPPING) == []
    assert driver.execute_script(COVERING) == []
    buttons = driver.execute_script(
        "return [...document.querySelectorAll('.modebar-btn')]"
        ".map((button) => button.dataset.title)"
    )
    assert "Download plot as a PNG" in buttons
    assert not any("hare" in button for button in buttons)


def test_the_numbers_are_those_of_the_marts(driver, current):
    open_page(driver, current / "report.html", 1280)
    tables = {
        table["caption"]: table["rows"] for table in driver.execute_script(TABLES)
    }
    with duckdb.connect(str(current / "segments.duckdb"), read_only=True) as published:
        assert_segments_are_shown(published, tables)
        assert_ledger_is_shown(published, tables)
        campaigns = published.execute(
            "select rfm_segment, customers, customer_share, revenue::double, "
            "revenue_share, mean_monetary, mean_recency, mean_frequency "
            "from rfm_profiles order by revenue desc, rfm_segment"
        ).fetchall()
        cells = published.execute(
            "select customers, revenue::double from rfm_grid "
            "order by recency_score desc, frequency_score desc, place_in_cell"
        ).fetchall()
    shown = tables["Campaign segments, highest revenue first"]
    assert [(row["name"], *row["values"]) for row in shown] == campaigns
    assert [(*row["values"],) for row in tables["Cells of the grid"]] == cells


def assert_segments_are_shown(published, tables):
    segmentations = published.execute(
        "select segmentation, count(distinct population) from segment_profiles "
        "group by segmentation"
    ).fetchall()
    assert segmentations
    for segmentation, populations in segmentations:
        expected = published.execute(
            "select population, segment_name, customers, customer_share, "
            "revenue::double, revenue_share, action "
            "from segment_profiles where segmentation = ? "
            "order by population, segment_id",
            [segmentation],
        ).fetchall()
        shown = tables[f"Segments of {segmentation}; the middle columns are means"]
        for row, (population, name, *numbers, action) in zip(
            shown, expected, strict=True
        ):
            words = population.replace("_", " ")
            assert row["name"] == (f"{words}: {name}" if populations > 1 else name)
            assert row["values"][:4] == numbers
            assert row["texts"][1] == f"{numbers[0]:,}"
            assert row["texts"][-1] == action


def assert_ledger_is_shown(published, tables):
    expected = published.execute(
        "select replace(reason, '_', ' '), lines, line_share, quantity, "
        "amount::double "
        "from invoice_line_ledger"
    ).fetchall()
    (caption,) = {
        caption for caption in tables if caption.startswith("Lines of the input")
    }
    shown = [(row["name"], *row["values"]) for row in tables[caption]]
    assert sorted(shown) == sorted(expected)


def test_menus_change_what_is_drawn(driver, sample_build):
    open_page(driver, sample_build.current / "report.html", 1280)
    driver.execute_async_script(DRAW_ALL)
    answer = driver.execute_async_script("""
        const done = arguments[0];
        const title = (name, axis) =>
            document.getElementById(name).layout[axis].title.text;
        const choose = async (name, menu, option) => {
            const query = `select[data-chart="${name}"][data-menu="${menu}"]`;
            const select = document.querySelector(query);
            select.value = option;
            select.dispatchEvent(new Event("change"));
            await new Promise((again) => setTimeout(again, 500));
            return select.selectedOptions[0].text;
        };
        (async () => {
            const before = document.getElementById("rfm-all-pairs").data[0].x;
            const across = await choose("rfm-all-pairs", 0, 4);
            const after = document.getElementById("rfm-all-pairs").data[0].x;
            const box = await choose("rfm-all-distributions", 0, 2);
            done([across, title("rfm-all-pairs", "xaxis"), before.length, after.length,
                before.join() == after.join(), box,
                title("rfm-all-distributions", "xaxis").replaceAll("<br>", " "),
                document.querySelectorAll("#rfm-all-pairs .xtick").length]);
        })();
    """)
    across, title, before, after, same, box, box_title, ticks = answer
    assert across == title
    assert before == after > 100
    assert not same
    assert box == box_title
    assert 2 <= ticks <= 20


def test_the_page_can_be_used_with_the_keyboard_and_read_aloud(driver, sample_build):
    open_page(driver, sample_build.current / "report.html", 1280)
    skip, first = driver.execute_script(
        "const links = [...document.querySelectorAll('a[href]')];"
        "return [links[0].hash, document.activeElement.tagName]"
    )
    assert (skip, first) == ("#content", "BODY")
    unnamed = driver.execute_script("""
        return [...document.querySelectorAll("[role=img], [role=region], nav")]
            .filter((each) => !each.ariaLabel)
            .concat([...document.querySelectorAll("select")]
                .filter((each) => !each.labels.length))
            .map((each) => each.outerHTML.slice(0, 100));
    """)
    assert unnamed == []
    levels = driver.execute_script(
        "return [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))


def test_the_page_is_small_enough_to_mail(current):
    assert (current / "report.html").stat().st_size < 8_000_000
