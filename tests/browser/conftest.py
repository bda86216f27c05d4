"""A real Chromium for the browser tests, which fail on any error that the page causes on the side.

``page.goto("/landscapes")`` is relative to the test server. A mark requests another viewport, language or colour
scheme: ``@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, locale="ko-KR")``.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, BrowserType, ConsoleMessage, Page, Request, ViewportSize, expect

from tests.browser.chromium import ARGUMENTS, MISSING, find_chromium, unneeded_defaults

PATIENCE = 300_000
"""The milliseconds to wait for a state: longer than it takes even on a busy machine."""

DESKTOP: ViewportSize = {"width": 1440, "height": 900}


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks of the browser tests."""
    config.addinivalue_line("markers", "shared_page: the test opens its fragment in the page of its module")


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
    return {
        **browser_type_launch_args,
        "executable_path": executable,
        "args": ARGUMENTS,
        "ignore_default_args": unneeded_defaults(),
    }


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


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note which tests fail: the page of one that did is not shared with the next."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@dataclass
class SharedPages:
    """The pages that the tests of a module share, by what the tests ask for."""

    by_look: dict[str, Page] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    """The list for the errors that a page causes from now on."""


@pytest.fixture(scope="module")
def shared_pages() -> Iterator[SharedPages]:
    """The pages of the tests of a module that are marked ``shared_page``; opened by the first that needs them."""
    pages = SharedPages()
    yield pages
    for page in pages.by_look.values():
        page.close()


@pytest.fixture
def context(
    request: pytest.FixtureRequest, look: dict[str, Any], shared_pages: SharedPages
) -> Iterator[BrowserContext]:
    """The desktop or the phone, with nothing remembered from another test."""
    context: BrowserContext = request.getfixturevalue("phone" if look.get("is_mobile") else "desktop")
    yield context
    if request.node.stash.get(FAILED, False):
        shared_pages.by_look.clear()
    shared = shared_pages.by_look.values()
    _own, *pages = context.pages
    for page in pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        if page not in shared:
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
def page(
    request: pytest.FixtureRequest,
    context: BrowserContext,
    look: dict[str, Any],
    base_url: str,
    console_errors: list[str],
    shared_pages: SharedPages,
) -> Iterator[Page]:
    """A page on which errors, violations of the content policy and requests to elsewhere fail the test.

    The tests of a module that are marked ``shared_page`` have one page, as far as they ask for the same. Each opens a
    fragment of its own, or reads a section of its own, for which nothing is loaded again.
    """
    is_shared = request.node.get_closest_marker("shared_page") is not None
    page = shared_pages.by_look.get(repr(look)) if is_shared else None
    shared_pages.errors = console_errors
    if page is None:
        page = new_page(context, **look)
        _watch(page, shared_pages, base_url)
        if is_shared:
            shared_pages.by_look[repr(look)] = page
    else:
        _tidy(page, look)
    yield page
    assert console_errors == []


def _watch(page: Page, pages: SharedPages, base_url: str) -> None:
    """Collect the errors of a page."""

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            pages.errors.append(message.text)

    def note_request(request: Request) -> None:
        if not request.url.startswith((base_url, "data:", "blob:")):
            pages.errors.append(f"request to elsewhere: {request.url}")

    page.on("console", note_console)
    page.on("pageerror", lambda error: pages.errors.append(str(error)))
    page.on("request", note_request)


def _tidy(page: Page, look: dict[str, Any]) -> None:
    """Leave nothing on a shared page that its address does not tell: what a test has routed, focused or scrolled."""
    page.unroute_all()
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    page.set_viewport_size(look.get("viewport", DESKTOP))
    page.emulate_media(
        color_scheme=look.get("color_scheme", "light"), reduced_motion=look.get("reduced_motion", "no-preference")
    )


@pytest.fixture
def refusals(page: Page, console_errors: list[str]) -> Iterator[None]:
    """Allow the server to refuse what a test types: the browser logs each 422, and nothing else may go wrong."""
    yield
    assert all("422" in error for error in console_errors)
    console_errors.clear()
