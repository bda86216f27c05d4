"""axe-core finds no violation on any page, in either theme, at either width, and the keyboard shows where it is."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOMS = ["/lesson", "/landscapes", "/features", "/classifiers", "/comparison"]
SETTLED = """async () => {
  const frames = async () => { for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame); };
  await frames();
  const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
  await frames();
}"""
"""Wait until the page is redrawn for another theme or size, and all transitions have ended."""


COLOURS = {"runOnly": ["color-contrast"]}
"""What another theme may change: it sets colours alone."""


@pytest.mark.browser_context_args(reduced_motion="reduce")
@pytest.mark.parametrize("path", [*ROOMS, "/", "/api/docs", "/nothing"])
def test_axe_finds_no_violation_and_the_keyboard_shows_where_it_is(
    page: Page, console_errors: list[str], path: str
) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    if path in ROOMS:
        check_that_the_keyboard_reaches_the_first_choice(page)
    found = set[tuple[int, str, str]]()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for options in (None, COLOURS):
            page.evaluate(SETTLED)
            found |= {(width, *violation) for violation in violations(page, options)}
            page.locator("#theme").click()
    assert found == set()
    if path == "/nothing":
        console_errors.clear()


def violations(page: Page, options: dict[str, Any] | None = None, within: str | None = None) -> set[tuple[str, str]]:
    """The rules of axe that the page breaks, or one element of it, given by a selector, and where."""
    return {
        (violation["id"], str(node["target"]))
        for violation in Axe().run(page, context=within, options=options).response["violations"]
        for node in violation["nodes"]
    }


def check_that_the_keyboard_reaches_the_first_choice(page: Page) -> None:
    """Press Tab on a page just opened: what has the focus in the main part shows it."""
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e.matches('input[type=radio]') "
            "&& e.nextElementSibling || e); return [e.closest('main') !== null, s.outlineStyle, e.tagName]; })()"
        )
        reached.append(focused)
    in_main = [outline for inside, outline, _ in reached if inside]
    assert in_main
    assert re.fullmatch("auto|solid", in_main[0])
    page.evaluate("document.activeElement.blur()")
