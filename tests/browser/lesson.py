"""The lesson as a visitor reads it."""

from playwright.sync_api import Locator, Page, expect

APPROACH = """section => {
  section.scrollIntoView();
  section.querySelector(".prediction input").focus({ preventScroll: true });
}"""


def section(page: Page, code: str) -> Locator:
    """Scroll to a section with its figure; its question has the focus, so that the figure does not start by itself."""
    here = page.locator(f"#{code}")
    here.evaluate(APPROACH)
    expect(here.locator(".figure-controls > *").first).to_be_attached()
    return here


def guess(here: Locator, option: str) -> None:
    """Answer the question of a section."""
    here.locator(f".prediction input[value={option}]").check()


def skip_to_the_end(here: Locator) -> None:
    """Skip to the end of the run that a figure of paths plays."""
    expect(here.locator(".counter")).not_to_contain_text("0 /")
    here.get_by_role("slider", name="Step", exact=True).press("End")
