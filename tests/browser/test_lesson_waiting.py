"""The lesson while the server works: what waits says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route, expect

from tests.browser.lesson import section


@contextmanager
def held(page: Page, path: str) -> Iterator[None]:
    """Requests to a path are not let through before the end."""
    routes: list[Route] = []
    page.route(path, lambda route: routes.append(route))
    yield
    page.route(path, lambda route: route.continue_())
    for route in routes:
        route.continue_()


def test_a_bar_moves_while_a_figure_waits(page: Page) -> None:
    page.goto("/lesson")
    here = section(page, "s4")
    with held(page, "**/api/gradient-checks"):
        here.get_by_role("button", name="Show me").click()
        expect(here.locator(".progress")).to_be_visible()
    expect(here.locator(".progress")).to_be_hidden(timeout=20_000)


def test_a_bar_moves_while_the_pipeline_works(page: Page) -> None:
    end = page.locator("#end")
    page.goto("/lesson")
    with held(page, "**/api/pipelines"):
        end.scroll_into_view_if_needed()
        expect(end.locator(".progress")).to_be_visible()
    expect(end.locator(".progress")).to_be_hidden(timeout=20_000)
