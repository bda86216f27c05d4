"""The lesson as a visitor goes through it."""

from playwright.sync_api import Locator, Page, expect


def section(page: Page, code: str) -> Locator:
    """A section, scrolled to, its figure there."""
    here = page.locator(f"#{code}")
    here.evaluate("section => section.scrollIntoView()")
    expect(here.locator(".figure-controls > *").first).to_be_attached(timeout=20_000)
    return here


def guess(here: Locator, option: str) -> None:
    """Answer the question of a section."""
    here.locator(f"input[value={option}]").check()


def skip_to_the_end(here: Locator) -> None:
    """Do not wait for the end of the run that a figure of paths plays."""
    expect(here.locator(".counter")).not_to_contain_text("0 /")
    here.get_by_role("slider", name="Step", exact=True).press("End")
