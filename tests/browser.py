"""Chromium without a window, for tests of pages that people open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",  # CI often runs as root, where Chromium refuses its sandbox
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB
    "--window-size=1400,1000",
)


def logged(browser: Chrome, kind: str) -> list[dict[str, Any]]:
    """What the browser logged since the last call; ``kind`` is browser or performance."""
    entries: list[dict[str, Any]] = browser.get_log(kind)  # type: ignore[no-untyped-call]  # its own
    return entries


@contextmanager
def chromium() -> Iterator[Chrome]:
    """A browser of its own. Skips where none is installed, save in CI, where one must be."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not (binary and driver):
        if os.environ.get("CI"):
            pytest.fail("CI must have chromium and chromedriver (Debian: chromium-driver)")
        pytest.skip("chromium and chromedriver are not installed")
    options = Options()
    options.binary_location = binary
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = Chrome(options=options, service=Service(driver))
    try:
        yield browser
    finally:
        browser.quit()
