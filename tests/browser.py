"""A headless Chromium for tests; they skip, and say so, where there is none."""

import contextlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--enable-unsafe-swiftshader",
    "--hide-scrollbars",
)


def needs_chromium() -> None:
    """Skip a test where Chromium or its driver is not installed."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        pytest.skip("chromium and chromedriver are not there: make browser")


@contextlib.contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """Start Chromium, and end it."""
    needs_chromium()
    options = webdriver.ChromeOptions()
    for switch in SWITCHES:
        options.add_argument(switch)
    options.binary_location = shutil.which("chromium")
    options.set_capability(
        "goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"}
    )
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    try:
        driver.set_script_timeout(90)
        yield driver
    finally:
        driver.quit()


def open_page(driver: webdriver.Chrome, page: Path, width: int) -> None:
    """Load a page from its file at a width, in pixels, as wide or narrow screens do."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    driver.get(page.resolve().as_uri())


def requested(driver: webdriver.Chrome) -> set[str]:
    """The addresses that pages have asked for since the last time."""
    messages = [
        json.loads(entry["message"])["message"]
        for entry in driver.get_log("performance")
    ]
    return {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
