"""The lesson where something is missing: a section, the rest of a stream, a place on the server, JavaScript."""

import json
import re

from playwright.sync_api import Browser, Page, Route, expect

from app.pages.locales import read_catalogue
from tests.browser.lesson import guess, section, skip_to_the_end

WORDS = read_catalogue("en").words


def test_a_link_to_a_section_that_is_not_here_says_so(page: Page) -> None:
    page.goto("/lesson#s99")
    expect(page.locator("#link-banner")).to_contain_text("This link names “s99”, which does not exist")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#link-banner")).to_be_hidden()


def cut_in_the_middle(route: Route) -> None:
    lines = route.fetch().body()
    route.fulfill(content_type="application/x-ndjson", body=lines[: len(lines) // 2])


def test_a_stream_cut_in_the_middle_is_taken_up(page: Page) -> None:
    page.route("**/api/runs", cut_in_the_middle)
    page.goto("/lesson")
    here = section(page, "s1")
    with page.expect_request("**/api/runs?from_step=*"):
        guess(here, "momentum")
    skip_to_the_end(here)
    expect(here.locator(".verdict")).to_contain_text("As you said. Momentum ended lowest, at 1.6e-12")


def test_a_stream_cut_again_and_again_is_a_sentence_and_a_way_on(page: Page) -> None:
    page.route("**/api/runs*", cut_in_the_middle)
    page.goto("/lesson")
    here = section(page, "s7")
    guess(here, "half")
    expect(here.locator(".figure-trouble")).to_contain_text("The server cannot be reached.")
    page.unroute("**/api/runs*")
    here.get_by_role("button", name="Try again").click()
    expect(here.locator(".verdict")).to_contain_text("As you said.")


def test_a_busy_server_is_a_sentence_and_a_way_on(page: Page, console_errors: list[str]) -> None:
    def fail(route: Route) -> None:
        busy = {"type": "about:blank", "title": "Busy", "status": 503, "detail": "All places are taken."}
        route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(busy))

    page.route("**/api/runs*", fail)
    page.goto("/lesson")
    here = section(page, "s1")
    guess(here, "momentum")
    expect(here.locator(".figure-trouble")).to_contain_text("busy")
    console_errors.clear()
    page.unroute("**/api/runs*")
    here.get_by_role("button", name="Try again").click()
    skip_to_the_end(here)
    expect(here.locator(".verdict")).to_contain_text("As you said.")


def test_without_javascript_the_story_can_be_read(browser: Browser, base_url: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=base_url, locale="en-US") as plain:
        page = plain.new_page()
        page.goto("/lesson")
        expect(page.get_by_text("The figures need JavaScript; the text does not.")).to_be_visible()
        expect(page.locator("#s13 .sentence")).to_have_text(WORDS["lesson.s13.sentence"])
        expect(page.locator("#s1 .chapter-figure")).to_be_hidden()
        page.goto("/landscapes")
        page.get_by_text("The lesson can be read without it").get_by_role("link").click()
        expect(page).to_have_url(re.compile("/lesson"))
