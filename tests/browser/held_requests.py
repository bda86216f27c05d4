"""Requests that a test holds back until it lets the server answer them."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route


@contextmanager
def held(page: Page, path: str) -> Iterator[None]:
    """Hold back requests to a path until the context ends."""
    routes: list[Route] = []
    page.route(path, lambda route: routes.append(route))
    yield
    page.route(path, lambda route: route.continue_())
    for route in routes:
        route.continue_()
