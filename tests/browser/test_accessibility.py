"""axe-core finds no violation on any page, in either theme, at either width."""

import re

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


@pytest.mark.browser_context_args(reduced_motion="reduce")
@pytest.mark.parametrize("path", [*ROOMS, "/api/docs", "/nothing"])
def test_axe_finds_no_violation(page: Page, console_errors: list[str], path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    found = set[tuple[int, str, str]]()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for _ in ("light", "dark"):
            page.evaluate(SETTLED)
            found |= {(width, *violation) for violation in violations(page)}
            page.locator("#theme").click()
    assert found == set()
    if path == "/nothing":
        console_errors.clear()


def violations(page: Page) -> set[tuple[str, str]]:
    """The rules of axe that the page breaks, and where."""
    return {
        (violation["id"], str(node["target"]))
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    }


@pytest.mark.parametrize("path", ROOMS)
def test_the_keyboard_reaches_the_first_choice_and_shows_where_it_is(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
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
