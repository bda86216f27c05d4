"""The lesson while the server works: waiting figures say so."""

from playwright.sync_api import Page, expect

from tests.browser.held_requests import held
from tests.browser.lesson import section


def test_a_bar_moves_while_a_figure_waits(page: Page) -> None:
    page.goto("/lesson")
    here = section(page, "s4")
    with held(page, "**/api/gradient-checks"):
        here.get_by_role("button", name="Show me").click()
        expect(here.locator(".progress")).to_be_visible()
    expect(here.locator(".progress")).to_be_hidden()


def test_a_bar_moves_while_the_pipeline_works(page: Page) -> None:
    end = page.locator("#end")
    page.goto("/lesson")
    with held(page, "**/api/pipelines"):
        end.scroll_into_view_if_needed()
        expect(end.locator(".progress")).to_be_visible()
    expect(end.locator(".progress")).to_be_hidden()
