"""Calling the modules of the page that know no document, in a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PATIENCE
from tests.browser.lab import RESTING

Call = Callable[..., Any]


@pytest.fixture(scope="session")
def call(browser: Browser, base_url: str) -> Iterator[Call]:
    """Calls a function of JavaScript with the exports of a module of `static/js/core` and an argument."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{base_url}/landscapes{RESTING}")
    main = page.locator("script[type=module]").first.get_attribute("src")
    assert main is not None
    core = main.partition("pages/")[0] + "core/"

    def call(module: str, function: str, argument: Any = None) -> Any:
        return page.evaluate(
            f"async (argument) => {{ const m = await import('{core}{module}.js'); return ({function})(m, argument); }}",
            argument,
        )

    yield call
    page.close()


@pytest.fixture(scope="session")
def in_catalogue(call: Call) -> Call:
    """The same for functions that also take the server's catalogue, as their third argument."""

    def in_catalogue(module: str, function: str, argument: Any = None) -> Any:
        wrapped = f"""async (m, argument) => {{
          const base = [...document.querySelectorAll("script[type=module]")][0].src.replace(/pages.*/, "core/");
          const {{ fetchCatalogue }} = await import(base + "client.js");
          return ({function})(m, argument, await fetchCatalogue());
        }}"""
        return call(module, wrapped, argument)

    return in_catalogue
