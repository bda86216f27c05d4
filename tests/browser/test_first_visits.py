"""A first visit with an empty cache: little to fetch, and no layout shift while the page loads."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.test_accessibility import ROOMS

MAX_BYTES = 2_000_000
MAX_SHIFT = 0.05

RECORD_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

FETCHED = """
[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .reduce((sum, { transferSize }) => sum + transferSize, 0)
"""
"""The bytes transferred for everything fetched: page, scripts, styles, pictures, and the first run."""


SLOW_LINE = {"offline": False, "latency": 100, "downloadThroughput": 8_000, "uploadThroughput": 8_000}
"""A slow connection, in bytes a second and milliseconds, on which the page arrives in parts."""


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A profile of the test's own, with nothing in its cache."""
    context = new_context()
    context.set_default_timeout(PATIENCE)
    return context


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
@pytest.mark.parametrize("path", ROOMS)
def test_a_first_visit_on_a_phone_is_light_and_still(page: Page, path: str) -> None:
    page.add_init_script(RECORD_SHIFTS)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    if path == "/classifiers":
        expect(page.locator("#announcer")).not_to_be_empty()
    assert 50_000 < page.evaluate(FETCHED) < MAX_BYTES
    if path == "/lesson":
        for number in range(1, 9):
            page.locator(f"#s{number}").evaluate("section => section.scrollIntoView()")
            page.locator(f"#s{number} .figure-controls > *").first.wait_for(state="attached")
    assert page.evaluate("window.shift") < MAX_SHIFT


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
def test_a_page_that_comes_in_pieces_does_not_jump(page: Page) -> None:
    page.goto("/landscapes")
    page.wait_for_load_state("networkidle")
    line = page.context.new_cdp_session(page)
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    page.add_init_script(RECORD_SHIFTS)
    page.reload()
    assert page.evaluate("window.shift") < MAX_SHIFT
