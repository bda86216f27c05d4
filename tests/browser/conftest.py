"""A real Chromium for the browser tests, which fail on any error that the page causes on the side.

``page.goto("/landscapes")`` is relative to the test server. A mark requests another viewport, language or colour
scheme: ``@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, locale="ko-KR")``.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, ConsoleMessage, Page, Request, expect

from tests.browser.chromium import ARGUMENTS, MISSING, find_chromium

PATIENCE = 120_000
"""The milliseconds to wait for a state: longer than it takes even on a busy machine."""


@pytest.fixture(scope="session", autouse=True)
def patient() -> None:
    """Let every expectation wait as long as it may take."""
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def base_url(live_server: str) -> str:
    """The address to which relative addresses refer."""
    return live_server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the Chromium of this machine."""
    executable = find_chromium()
    if executable is None:
        pytest.fail(MISSING)
    return {**browser_type_launch_args, "executable_path": executable, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desktop with an English browser, unless a test requests another."""
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "locale": "en-US"}


@pytest.fixture(scope="session")
def desktop(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[BrowserContext]:
    """One profile for all tests on a desktop, on the disk: only there the browser keeps large scripts compiled."""
    folder = tmp_path_factory.mktemp("profile")
    context = browser_type.launch_persistent_context(folder, **browser_type_launch_args, **browser_context_args)
    yield context
    context.close()


@pytest.fixture
def context(
    request: pytest.FixtureRequest, desktop: BrowserContext, new_context: Callable[..., BrowserContext]
) -> Iterator[BrowserContext]:
    """The desktop without anything remembered from another test, or a separate profile if a test requests one."""
    if request.node.get_closest_marker("browser_context_args"):
        context = new_context()
        context.set_default_timeout(PATIENCE)
        yield context
        return
    desktop.set_default_timeout(PATIENCE)
    yield desktop
    _own, *pages = desktop.pages
    for page in pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()
    desktop.clear_permissions()
    desktop.clear_cookies()


@pytest.fixture
def console_errors() -> list[str]:
    """The errors that the page caused so far; a test that means to cause some clears the list when it has."""
    return []


@pytest.fixture
def page(page: Page, base_url: str, console_errors: list[str]) -> Iterator[Page]:
    """A page on which errors, violations of the content policy and requests to elsewhere fail the test."""

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            console_errors.append(message.text)

    def note_request(request: Request) -> None:
        if not request.url.startswith((base_url, "data:", "blob:")):
            console_errors.append(f"request to elsewhere: {request.url}")

    page.on("console", note_console)
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    page.on("request", note_request)
    yield page
    assert console_errors == []


@pytest.fixture
def refusals(page: Page, console_errors: list[str]) -> Iterator[None]:
    """Allow the server to refuse what a test types: the browser logs each 422, and nothing else may go wrong."""
    yield
    assert all("422" in error for error in console_errors)
    console_errors.clear()
