"""Requests that a test lets the server answer when it wants them to be."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route


@contextmanager
def held(page: Page, path: str) -> Iterator[None]:
    """Requests to a path are not let through before the end."""
    routes: list[Route] = []
    page.route(path, lambda route: routes.append(route))
    yield
    page.route(path, lambda route: route.continue_())
    for route in routes:
        route.continue_()
