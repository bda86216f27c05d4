"""Every page fits every screen: nothing scrolls sideways, is cut, overlaps or stands letter under letter."""

import pytest
from playwright.sync_api import Page, TimeoutError

from tests.browser.lab import BEALE

SIZES = [
    (320, 568), (360, 740), (375, 667), (390, 844), (412, 915), (430, 932), (480, 854), (568, 320),
    (600, 960), (667, 375), (768, 1024), (820, 1180), (834, 1194), (844, 390), (900, 700), (932, 430),
    (1024, 768), (1100, 800), (1180, 820), (1280, 720), (1366, 768), (1440, 900), (1920, 1080), (2560, 1440),
]  # fmt: skip
"""Phones and tablets upright and on their side, laptops and large screens, in CSS pixels."""

PAGES = {
    "": ("", "#front-legend li"),
    "landscapes": (f"{BEALE}&at=300", "#lab:not([aria-busy])"),
    "lesson": ("", ".chapter"),
    "features": ("", "#reading-hog .reading-content"),
    "classifiers": ("", "#runners > li"),
    "comparison": ("", ".feature-sheet label"),
}
"""The fragment of each page, and what is there when it can be used."""

TROUBLES = r"""
() => {
  const width = document.documentElement.clientWidth;
  const troubles = [];
  const beyond = document.documentElement.scrollWidth - width;
  if (beyond > 0) troubles.push(`the page scrolls sideways by ${beyond}`);
  const name = (element) =>
    `${element.tagName.toLowerCase()}#${element.id} “${(element.innerText ?? "").trim().slice(0, 30)}”`;
  const hidden = "[hidden], .unseen, dialog:not([open]), details:not([open]) > :not(summary), .menu";
  const isVisible = (element) => {
    const { visibility, display, opacity } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    const isShown = visibility !== "hidden" && display !== "none" && opacity > 0;
    return isShown && width > 0 && height > 0 && !element.closest(hidden);
  };
  const scrolls = (element) => {
    for (let parent = element.parentElement; parent; parent = parent.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(parent).overflowX)) return true;
    return false;
  };
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest("svg, math, canvas, .plot, .js-plotly-plot") || !isVisible(element)) continue;
    const box = element.getBoundingClientRect();
    const { overflowX, display } = getComputedStyle(element);
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const spills = element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0;
    const isOutside = box.right > 0 && (box.right > width + 1 || box.left < -1);
    if (isOutside && !scrolls(element)) troubles.push(`outside: ${name(element)}`);
    if (hasText && spills && ["hidden", "clip"].includes(overflowX)) troubles.push(`cut: ${name(element)}`);
    if (hasText && spills && overflowX === "visible" && display !== "inline") troubles.push(`spills: ${name(element)}`);
    const isStacked = hasText && element.tagName !== "OPTION" && box.width < 30 && box.height > 60;
    if (isStacked) troubles.push(`stacked: ${name(element)}`);
  }
  const isControl = (element) => !/range|radio|checkbox|file/.test(element.type ?? "") && !element.matches(".start");
  const controls = [...document.querySelectorAll("button, a, select, input")].filter(
    (element) => isControl(element) && isVisible(element) && !scrolls(element),
  );
  const layer = (element) => element.closest(".sticky, .bar, .playback");
  controls.forEach((one, index) => {
    for (const other of controls.slice(index + 1)) {
      if (one.contains(other) || other.contains(one) || layer(one) !== layer(other)) continue;
      const [a, b] = [one, other].map((control) => control.getBoundingClientRect());
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const along = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && along > 2) troubles.push(`overlap: ${name(one)} and ${name(other)}`);
    }
  });
  return troubles;
}
"""


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("page_name", PAGES)
def test_a_page_fits_every_screen(page: Page, page_name: str, language: str) -> None:
    fragment, ready = PAGES[page_name]
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/{page_name}?lang={language}{fragment}")
    page.wait_for_selector(ready)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        try:
            page.wait_for_function(f"() => ({TROUBLES.strip()})().length === 0")
        except TimeoutError:
            pytest.fail(f"at {width} × {height}: {page.evaluate(TROUBLES)}")


@pytest.mark.parametrize(
    "size", [(844, 390), (667, 375), (568, 320), (390, 844), (820, 1180), (1024, 768), (1366, 768)]
)
def test_the_map_and_run_are_in_sight_at_once(page: Page, size: tuple[int, int]) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"/landscapes{BEALE}")
    page.wait_for_selector("#lab:not([aria-busy])")
    for part in ("#stage", "#run"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
    stage = page.locator("#stage").bounding_box()
    assert stage is not None
    assert stage["height"] <= 1.05 * stage["width"]
    assert stage["height"] * stage["width"] >= 0.14 * width * height
