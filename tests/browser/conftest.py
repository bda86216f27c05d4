"""A real Chromium for the browser tests, which fail on any error that the page causes on the side.

``page.goto("/landscapes")`` is relative to the test server. A mark requests another viewport, language or colour
scheme: ``@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, locale="ko-KR")``.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, BrowserType, ConsoleMessage, Page, Request, ViewportSize, expect

from tests.browser.chromium import ARGUMENTS, MISSING, find_chromium

PATIENCE = 120_000
"""The milliseconds to wait for a state: longer than it takes even on a busy machine."""

DESKTOP: ViewportSize = {"width": 1440, "height": 900}


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


Profile = Callable[..., BrowserContext]
"""Starts a browser with a profile of its own."""


@pytest.fixture(scope="session")
def profile(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Profile]:
    """Starts profiles that lie on the disk: only there the browser keeps large scripts compiled."""
    with ExitStack() as stack:

        def start(**options: Any) -> BrowserContext:
            folder = tmp_path_factory.mktemp("profile")
            arguments = {**browser_type_launch_args, **browser_context_args, **options}
            context = browser_type.launch_persistent_context(folder, **arguments)
            context.set_default_timeout(PATIENCE)
            stack.callback(context.close)
            return context

        yield start


@pytest.fixture(scope="session")
def desktop(profile: Profile) -> BrowserContext:
    """One profile for all tests with a mouse."""
    return profile()


@pytest.fixture(scope="session")
def phone(profile: Profile) -> BrowserContext:
    """One for all tests with a finger."""
    return profile(has_touch=True, is_mobile=True)


@pytest.fixture
def look(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What a test asks for by its mark."""
    mark = request.node.get_closest_marker("browser_context_args")
    return mark.kwargs if mark else {}


@pytest.fixture
def context(request: pytest.FixtureRequest, look: dict[str, Any]) -> Iterator[BrowserContext]:
    """The desktop or the phone, with nothing remembered from another test."""
    context: BrowserContext = request.getfixturevalue("phone" if look.get("is_mobile") else "desktop")
    yield context
    _own, *pages = context.pages
    for page in pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()
    context.clear_permissions()
    context.clear_cookies()


def new_page(
    context: BrowserContext,
    viewport: ViewportSize = DESKTOP,
    locale: str = "en-US",
    color_scheme: Literal["dark", "light"] = "light",
    reduced_motion: Literal["no-preference", "reduce"] = "no-preference",
    is_mobile: bool = False,
    has_touch: bool = False,
) -> Page:
    """A page of a profile that shows it to a visitor with these wishes; the profile decides about a touch screen."""
    page = context.new_page()
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
    speak(page, locale)
    return page


def speak(page: Page, locale: str) -> None:
    """Make the browser one of that language, for a page and the server."""
    session = page.context.new_cdp_session(page)
    agent = page.evaluate("navigator.userAgent")
    session.send("Emulation.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": locale})
    session.send("Emulation.setLocaleOverride", {"locale": locale})


@pytest.fixture
def console_errors() -> list[str]:
    """The errors that the page caused so far; a test that means to cause some clears the list when it has."""
    return []


@pytest.fixture
def page(context: BrowserContext, look: dict[str, Any], base_url: str, console_errors: list[str]) -> Iterator[Page]:
    """A page on which errors, violations of the content policy and requests to elsewhere fail the test."""
    page = new_page(context, **look)

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
