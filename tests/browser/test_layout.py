"""The layout: no page scrolls sideways at any width, whatever names visitors choose."""

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.test_accessibility import SETTLED
from tests.datasets.zips import folders, zipped

WIDTHS = [320, 480, 799, 820, 899, 900, 1052, 1199, 1240, 2560]
"""The widths at which the pages change their layout, and beyond."""
SOME_WIDTHS = [320, 390, 820, 1440]
ENLARGED_WIDTHS = [720, 320]
"""A window of 1440 pixels at 200 % has room for 720; one of 1280 at 400 % for 320 (WCAG 2.2, 1.4.10)."""
LONG_NAME = "W" * 60

NOTHING_BEYOND = """() => {
  const isBeyond = (element) => {
    const { display, overflowX } = getComputedStyle(element);
    const isBox = display !== "inline" && overflowX === "visible" && element.clientWidth > 0;
    return isBox && element.scrollWidth > element.clientWidth + 1 && !element.closest("svg, math, .js-plotly-plot");
  };
  return ![...document.querySelectorAll("main *")].some(isBeyond);
}"""
NOT_SIDEWAYS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def wait_at(page: Page, widths: list[int], state: str) -> None:
    """Wait at each width until a state is reached: plots adapt to another width a little later."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 1180})
        page.wait_for_function(state)


def enlarge(page: Page, widths: list[int], state: str) -> None:
    """Wait until a state is reached in a window so enlarged that it has room for so many pixels of the page."""
    session = page.context.new_cdp_session(page)
    for width in widths:
        room = {"width": width, "height": 450, "deviceScaleFactor": 2, "mobile": False}
        session.send("Emulation.setDeviceMetricsOverride", room)
        page.evaluate(SETTLED)
        assert page.evaluate(state)
    session.detach()


def upload(page: Page, counts: dict[str, int], name: str) -> str:
    """Upload a data set with these counts of images in its classes, and return its id."""
    archive: FilePayload = {"name": "x.zip", "mimeType": "application/zip", "buffer": zipped(folders(counts))}
    id: str = page.request.post("/api/datasets", multipart={"archive": archive, "name": name}).json()["id"]
    return id


@pytest.fixture(autouse=True)
def _still(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("path", "ready", "choices"),
    [
        ("/landscapes", "#lab.resting", "#panels"),
        ("/features", "#reading-hog .reading-content", "#readings"),
        ("/classifiers", "#train", "#panels"),
        ("/comparison", ".feature-sheet label", None),
        ("/lesson", ".chapter", None),
    ],
)
def test_no_page_scrolls_sideways(page: Page, path: str, ready: str, choices: str | None, language: str) -> None:
    page.goto(f"{path}?lang={language}")
    page.wait_for_selector(ready)
    expect(page.locator("h1")).to_have_count(1)
    enlarge(page, ENLARGED_WIDTHS, NOT_SIDEWAYS)
    inputs = page.locator(f"{choices} input").all() if choices else []
    shown: list[Locator | None] = [*inputs] if inputs else [None]
    for choice in shown:
        if choice:
            choice.check(force=True)
            page.wait_for_load_state("networkidle")
        if path != "/landscapes":
            wait_at(page, WIDTHS, NOT_SIDEWAYS)
    if path == "/landscapes":
        # To lay its plots out for a width takes far longer than to choose each panel again. Narrow pages hide some.
        for width in WIDTHS:
            wait_at(page, [width], NOT_SIDEWAYS)
            for choice in inputs:
                choice.evaluate("input => input.click()")
                page.wait_for_function(NOT_SIDEWAYS)


def test_the_ranking_has_room_for_its_names(page: Page) -> None:
    page.goto("/landscapes")
    page.wait_for_selector("#lab.resting")
    wait_at(page, [820, 1051, 1052, 1240], "() => document.querySelector('.ranking-name').offsetWidth > 60")


def test_long_names_stay_in_their_places(page: Page) -> None:
    id = upload(page, {"M" * 60: 3, "개" * 60: 3}, LONG_NAME)
    page.goto(f"/classifiers?lang=en#data={id}&epochs=1&optimizer=gradient_descent,0.1,all")
    expect(page.locator("#upload-whose")).to_contain_text(LONG_NAME)
    page.locator("#train").click()
    expect(page.locator("#results[aria-busy=false] tr")).to_have_count(1)
    for panel in ("weights", "images", "confusion"):
        page.locator(f"#panels input[value={panel}]").check(force=True)
        wait_at(page, SOME_WIDTHS, NOTHING_BEYOND)
    page.goto(f"/comparison?lang=en#data={id}&epochs=1&feature=pixels")
    expect(page.locator(f"[data-set={id}] h2")).to_have_text(LONG_NAME)
    wait_at(page, SOME_WIDTHS, NOTHING_BEYOND)
    wait_at(page, SOME_WIDTHS, NOT_SIDEWAYS)


def test_few_test_images_are_shown_once_and_few_classes_by_their_whole_names(page: Page) -> None:
    id = upload(page, {"고양이들": 3, "puppies": 3}, "Pets")
    page.goto(f"/classifiers?lang=en#data={id}&epochs=1&optimizer=gradient_descent,0.1,all&panel=confusion")
    page.locator("#train").click()
    expect(page.locator("#confusion thead th")).to_have_text(["puppies", "고양이들"])
    page.locator("#panels input[value=images]").check(force=True)
    expect(page.locator(".sample-row")).to_have_count(2)
