"""Take the pictures of the README, one of each page (``python -m tests.browser.pictures``)."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.conftest import PATIENCE
from tests.browser.lesson import guess, section, skip_to_the_end
from tests.conftest import ROOT, SLOPELAB
from tests.servers import serving

DOCS = ROOT / "docs"
VIEWPORT = ViewportSize(width=1440, height=900)


def lesson(page: Page) -> None:
    """The first section, with its question answered and the outcome."""
    page.goto("/lesson")
    here = section(page, "s1")
    guess(here, "momentum")
    skip_to_the_end(here)
    expect(here.locator(".verdict")).to_contain_text("As you said.")


def landscapes(page: Page) -> None:
    """Four optimizers at their ends."""
    page.goto("/landscapes")
    expect(page.locator("#runners li")).to_have_count(4)
    page.get_by_role("button", name="To the end").click()
    expect(page.locator("#counter")).to_have_text("300 / 300")


def features(page: Page) -> None:
    """HOG along the edges of a photograph, and one cell's histogram."""
    page.goto("/features")
    expect(page.locator("#reading-hog")).to_contain_text("50 × 75 cells")


def classifiers(page: Page) -> None:
    """Four sizes of batches, trained to the end."""
    page.goto("/classifiers")
    expect(page.locator("#announcer")).not_to_be_empty()


def comparison(page: Page) -> None:
    """Photographs and textures, each with a bar for every feature."""
    page.goto("/comparison")
    expect(page.locator("#announcer")).not_to_be_empty()


PICTURES: dict[str, Callable[[Page], None]] = {
    "lesson": lesson,
    "landscapes": landscapes,
    "features": features,
    "classifiers": classifiers,
    "comparison": comparison,
}


def take(address: str, folder: Path) -> None:
    """Take all pictures from the server at ``address`` into ``folder``."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        for name, show in PICTURES.items():
            page = browser.new_page(base_url=address, viewport=VIEWPORT, locale="en-US")
            show(page)
            page.evaluate("document.activeElement.blur()")
            page.mouse.move(0, 0)
            page.wait_for_timeout(1000)
            page.screenshot(path=folder / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as data, serving(SLOPELAB, ROOT, {"SLOPELAB_DATA": data}) as server:
        take(server.address, DOCS)
