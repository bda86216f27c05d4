"""The features page and the lesson while the default codebook is still being learned."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.lesson import section

BUSY = {"type": "about:blank", "title": "Busy", "status": 503, "detail": "The default codebook is being learned."}


def busy(route: Route) -> None:
    route.fulfill(status=503, headers={"retry-after": "1", "content-type": "application/problem+json"}, json=BUSY)


@pytest.fixture
def learning(page: Page, console_errors: list[str]) -> Iterator[dict[str, float | None]]:
    """A server that reports the progress of its default codebook; with None the real server answers."""
    told: dict[str, float | None] = {"progress": 0.42}

    def codebooks(route: Route) -> None:
        if told["progress"] is None:
            route.continue_()
        elif route.request.method == "POST":
            busy(route)
        else:
            first, *others = route.fetch().json()
            route.fulfill(json=[first | {"learned": False, "progress": told["progress"]}, *others])

    page.route("**/api/codebooks", codebooks)
    yield told
    console_errors.clear()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The visual words are being learned, once for everyone: {percent} % done."),
        ("ko", "모두가 함께 쓸 시각 단어를 학습하고 있습니다: {percent} %."),
    ],
)
def test_the_page_says_how_far_it_is_and_goes_on_by_itself(
    page: Page, learning: dict[str, float | None], language: str, sentence: str
) -> None:
    page.goto(f"/features?lang={language}#reading=words")
    reading = page.locator("#reading-words")
    bar = reading.locator("progress")
    expect(reading).to_contain_text(sentence.format(percent=42))
    expect(bar).to_have_js_property("value", 0.42)
    expect(reading.locator(".learning button")).to_be_hidden()
    learning["progress"] = 0.7
    expect(reading).to_contain_text(sentence.format(percent=70))
    expect(bar).to_have_js_property("value", 0.7)

    # The other readings work meanwhile.
    page.locator("#readings input[value=hog]").check(force=True)
    expect(page.locator("#reading-hog .said")).not_to_be_empty()
    expect(page.locator("#server-banner")).to_be_hidden()

    learning["progress"] = None
    page.locator("#readings input[value=words]").check(force=True)
    expect(reading.locator(".said").last).to_contain_text("%")
    expect(reading.locator(".words-histogram .bars")).to_be_visible()


def test_a_picture_that_cannot_be_read_in_words_yet_is_read_when_it_can(
    page: Page, learning: dict[str, float | None]
) -> None:
    refused: list[str] = []

    def features(route: Route) -> None:
        if "words" not in (route.request.post_data_buffer or b"").decode("latin-1") or learning["progress"] is None:
            return route.continue_()
        refused.append(route.request.url)
        return busy(route)

    learning["progress"] = None
    page.goto("/features#reading=words")
    reading = page.locator("#reading-words")
    expect(reading).to_contain_text("of 1,000 words occur")
    page.route("**/api/features", features)
    learning["progress"] = 0.1
    page.locator("#change input[value=half]").check(force=True)
    expect(reading).to_contain_text("10 % done")
    assert refused
    expect(page.locator("#server-banner")).to_be_hidden()
    with page.expect_response(lambda answer: "/api/features" in answer.url and answer.ok):
        learning["progress"] = None


def test_the_lesson_waits_for_it_too(page: Page, learning: dict[str, float | None]) -> None:
    page.goto("/lesson")
    here = section(page, "s11")
    expect(here.locator(".learning")).to_contain_text("42 % done")
    learning["progress"] = None
    expect(here.locator(".vocabulary")).to_be_visible()
