"""The API's documentation is shown, and its examples can be tried."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import violations

TEACHING = Path(__file__).parent.parent.parent / "docs" / "teaching.md"
LINKS = re.findall(r"^\| `(/\S+#\S+)` \|", TEACHING.read_text(), re.MULTILINE)


def test_calls_can_be_tried_and_the_example_of_a_run_works(page: Page) -> None:
    page.goto("/api/docs")
    health = page.locator(".opblock", has_text="/api/health")
    health.locator(".opblock-summary-control").click()
    health.get_by_role("button", name="Execute").click()
    expect(health.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")
    expect(health.locator(".live-responses-table")).to_contain_text('"status": "ok"')
    expect(page).to_have_url(re.compile("#/server/"))
    assert violations(page, within="#operations-server-health") == set()

    run = page.locator(".opblock-post", has_text="/api/runs")
    run.locator(".opblock-summary-control").click()
    run.get_by_role("button", name="Execute").click()
    expect(run.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")


def test_an_unknown_page_leads_to_every_room(page: Page, console_errors: list[str]) -> None:
    page.goto("/nothing")
    rooms = page.get_by_role("main").get_by_role("link")
    expect(rooms).to_have_text(["Lesson", "Landscapes", "Features", "Classifiers", "Comparison"])
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert len(console_errors) == 1
    assert "404" in console_errors.pop()
    rooms.first.click()
    expect(page).to_have_url(re.compile("/lesson"))


@pytest.mark.parametrize("link", LINKS)
def test_a_link_of_the_teachers_page_shows_what_it_names(page: Page, link: str) -> None:
    """The link to the other language carries the state that the page has read."""
    page.goto(link)
    path, fragment = link.split("#")
    language = page.locator("#language")
    expect(language).to_have_attribute("href", re.compile("#"))
    understood = unquote(str(language.get_attribute("href")).split("#")[1]).split("&")
    assert path in page.url
    for part in unquote(fragment).split("&"):
        assert any(field.startswith(part) for field in understood), part


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ("/landscapes#surface=atlantis&optimizer=adam,learning_rate:0.1", "atlantis"),
        ("/classifiers#data=my-pets&optimizer=adam,0.01,64", "my-pets"),
        ("/features#reading=tea", "tea"),
    ],
)
def test_a_link_to_what_is_no_longer_here_says_so_and_goes_on(page: Page, link: str, word: str) -> None:
    page.goto(link)
    banner = page.locator("#link-banner")
    expect(banner).to_contain_text(f"This link names “{word}”")
    banner.get_by_role("button", name="Go on").click()
    expect(banner).to_be_hidden()
