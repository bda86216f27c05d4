"""The lesson while the server works: what waits says so."""

from playwright.sync_api import Page, Route, expect

from tests.browser.lesson import section


def hold(page: Page, path: str) -> list[Route]:
    """The requests to a path, which wait until they are let go."""
    held: list[Route] = []
    page.route(path, lambda route: held.append(route))
    return held


def test_a_bar_moves_while_a_figure_waits(page: Page) -> None:
    page.goto("/lesson")
    here = section(page, "s4")
    held = hold(page, "**/api/gradient-checks")
    with page.expect_request("**/api/gradient-checks"):
        here.get_by_role("button", name="Show me").click()
    expect(here.locator(".progress")).to_be_visible()
    held[0].continue_()
    expect(here.locator(".progress")).to_be_hidden(timeout=20_000)


def test_a_bar_moves_while_the_pipeline_works(page: Page) -> None:
    held = hold(page, "**/api/pipelines")
    page.goto("/lesson")
    end = page.locator("#end")
    with page.expect_request("**/api/pipelines"):
        end.scroll_into_view_if_needed()
    expect(end.locator(".progress")).to_be_visible()
    held[0].continue_()
    expect(end.locator(".progress")).to_be_hidden(timeout=20_000)
