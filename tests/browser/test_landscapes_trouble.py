"""Divergence, a busy server, and connections that drop."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.lab import BEALE, RESTING, Lab

DIVERGING = BEALE.replace("start=0.75,1.5", "start=-1.35,2.15")
LONG_RUN = (
    "#surface=rosenbrock&steps=5000&optimizer=momentum,learning_rate:0.0005&optimizer=adam&optimizer=random_search"
    "&at=4999"
)


@pytest.fixture
def errors(page: Page, console_errors: list[str]) -> Iterator[None]:
    """Clear, before ``page`` checks them, the errors that a test causes on purpose."""
    yield
    console_errors.clear()


def test_a_diverged_path_says_where_it_left_and_what_to_try(page: Page) -> None:
    lab = Lab(page)
    lab.open(f"{DIVERGING}&at=100")
    banner = page.locator("#divergence-banner")
    expect(banner).to_contain_text("Momentum left the map at step 3: its steps grew. Try 0.001.")
    last = lab.ranking()[-1]
    assert (last.name, last.fate) == ("Momentum", "left the map at step 3")

    page.get_by_role("button", name="÷10 and run again").click()
    expect(banner).to_be_hidden()
    lab.finish()
    assert "left the map" not in " ".join(row.fate for row in lab.ranking())
    expect(page.locator("#runners li").nth(1).get_by_role("textbox", name="learning rate")).to_have_value("0.001")


def test_a_path_that_escapes_leaves_the_view_alone(page: Page) -> None:
    lab = Lab(page)
    lab.open(f"{DIVERGING}&at=299")
    lab.wait_for_rest()

    assert lab.picture()["x"] == pytest.approx([-2, 4.5], abs=0.2)


def test_a_dropped_stream_is_taken_up_and_shows_the_same(page: Page) -> None:
    whole = Lab(page)
    whole.open(LONG_RUN)
    whole.wait_for_rest()
    expected = whole.picture(), whole.ranking()
    asked: list[str] = []

    def drop_first(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            return route.continue_()
        body = route.fetch().body()
        return route.fulfill(status=200, content_type="application/x-ndjson", body=body[: len(body) * 2 // 3])

    page.route("**/api/runs*", drop_first)
    page.reload()
    whole.wait_for_rest()

    assert "?from_step=" in asked[1]
    assert (whole.picture(), whole.ranking()) == expected


@pytest.mark.usefixtures("errors")
def test_a_busy_server_is_said_and_asked_again(page: Page) -> None:
    answers = 0

    def busy_once(route: Route) -> None:
        nonlocal answers
        answers += 1
        if answers > 1:
            return route.continue_()
        return route.fulfill(
            status=503,
            headers={"retry-after": "1", "content-type": "application/problem+json"},
            json={"type": "about:blank", "title": "Busy", "status": 503, "detail": "All places are taken."},
        )

    page.route("**/api/runs*", busy_once)
    lab = Lab(page)
    lab.open(RESTING)
    expect(page.locator("#server-banner")).to_contain_text("The server is busy")
    expect(page.locator("#server-banner")).to_be_hidden()
    lab.wait_for_rest()
    assert lab.ranking()[0].loss != "–"


@pytest.mark.usefixtures("errors")
def test_an_unreachable_server_leaves_the_picture_and_offers_to_try_again(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    before = lab.picture()
    page.route("**/api/runs*", lambda route: route.abort())
    page.clock.install()
    page.locator("#seed").fill("7")
    page.locator("#seed").press("Enter")
    page.clock.run_for(30_000)
    expect(page.locator("#server-banner")).to_contain_text("cannot be reached")
    assert lab.picture() == before

    page.unroute("**/api/runs*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#server-banner")).to_be_hidden()


@pytest.mark.usefixtures("errors")
def test_a_map_that_does_not_come_leaves_the_last_one_and_offers_to_try_again(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    page.route("**/api/landscapes", lambda route: route.abort())
    page.keyboard.press("z")
    expect(page.locator("#map-banner")).to_contain_text("cannot be reached")

    page.unroute("**/api/landscapes")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#map-banner")).to_be_hidden()
    lab.wait_for_view(lambda low, high: high - low < 1)


def test_a_superseded_stream_is_cancelled(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    rate = page.locator("#runners li").nth(0).get_by_role("slider")
    for _ in range(12):
        rate.press("ArrowLeft")
    lab.finish()

    assert page.locator("#runners li").nth(0).get_by_role("textbox", name="learning rate").input_value() != "0.01"
    assert lab.ranking()[-1].loss != "–"
