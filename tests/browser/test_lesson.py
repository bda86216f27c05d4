"""The lesson as a visitor scrolls through it."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.pages.lesson import PARTS
from app.pages.locales import read_catalogue
from tests.browser.lesson import guess, section, skip_to_the_end

CODES = [chapter.code for sections in PARTS.values() for chapter in sections]
WORDS = read_catalogue("en").words
PHONE = {"viewport": {"width": 390, "height": 844}}


def test_it_tells_thirteen_points_in_their_order(page: Page) -> None:
    page.goto("/lesson")
    assert [f"s{number}" for number in range(1, 14)] == CODES
    titles = [WORDS[f"lesson.{code}.title"] for code in CODES]
    expect(page.locator(".chapter-head h3")).to_have_text(titles)
    page.get_by_role("link", name="Gradient descent", exact=True).click()
    expect(page.locator("#s6 h3")).to_be_in_viewport()
    assert page.url.endswith("#s6")


CAME_TRUE = {
    "s1": "momentum",
    "s2": "split",
    "s3": "shorter",
    "s4": "hundreds",
    "s5": "worse",
    "s6": "out",
    "s7": "half",
    "s8": "three",
    "s9": "all",
    "s10": "alike",
    "s12": "color",
    "s13": "more",
}
"""The outcome that each figure shows; S11, which learns a codebook first, has its own test."""


@pytest.mark.browser_context_args(reduced_motion="reduce")
def test_every_figure_shows_its_effect(page: Page) -> None:
    page.goto("/lesson")
    for code, option in CAME_TRUE.items():
        here = section(page, code)
        expect(here.locator(".came-true input")).to_have_value(option)
        assert "{" not in here.locator(".verdict").inner_text()
        assert "–" not in here.locator(".verdict").inner_text()


def test_a_figure_asks_first_and_says_what_came_true_beside_what_was_said(page: Page) -> None:
    page.goto("/lesson")
    here = section(page, "s1")
    expect(here.locator(".verdict")).to_be_empty()
    expect(here.locator(".counter")).to_have_text("0 / 300")
    here.locator("input[value=random_search]").focus()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    skip_to_the_end(here)
    expect(here.locator(".verdict")).to_contain_text("You said “Adam”. Momentum ended lowest")
    expect(here.locator(".came-true")).to_have_text("Momentum")
    expect(here.locator(".prediction")).to_have_attribute("disabled", "")
    losses = [float(loss) for loss in here.locator(".legend output").all_inner_texts()]
    descent, momentum, adam, search = losses
    assert momentum < adam < descent < search


def test_who_does_not_answer_is_shown_after_a_while_but_only_what_is_seen_runs(page: Page) -> None:
    page.goto("/lesson")
    here = page.locator("#s3")
    here.evaluate("section => section.scrollIntoView()")
    expect(here.locator(".show-me")).to_be_hidden()
    expect(page.locator("#s1 .show-me")).to_be_visible()
    expect(page.locator("#s13 .figure-note")).to_be_visible()


def test_nothing_begins_by_itself_for_who_thinks_about_the_question(page: Page) -> None:
    page.clock.install()
    page.goto("/lesson")
    here = section(page, "s8")
    page.clock.run_for(30_000)
    expect(here.locator(".prediction")).to_be_enabled()
    guess(here, "three")
    page.clock.run_for(30_000)
    expect(here.locator(".verdict")).to_contain_text("As you said.")


@pytest.mark.shared_page
def test_who_has_answered_may_touch_the_figure_before_it_runs(page: Page) -> None:
    page.goto("/lesson#top")
    here = section(page, "s7")
    guess(here, "half")
    here.get_by_text("128", exact=True).click()
    expect(here.locator(".verdict")).to_contain_text("As you said.")


@pytest.mark.shared_page
def test_a_verdict_fades_while_something_else_runs(page: Page) -> None:
    page.goto("/lesson#top")
    here = section(page, "s13")
    guess(here, "more")
    expect(here.locator(".verdict")).to_contain_text("As you said.")
    expect(here.locator(".verdict")).not_to_have_class(re.compile("stale"))
    here.get_by_role("button", name="Train again").click()
    expect(here.locator(".verdict")).to_have_class(re.compile("stale"))
    expect(here.locator(".verdict")).not_to_have_class(re.compile("stale"))


@pytest.mark.shared_page
def test_a_wrong_gradient_takes_the_verdict_back_until_it_is_right_again(page: Page) -> None:
    page.goto("/lesson#top")
    here = section(page, "s5")
    guess(here, "worse")
    verdict = here.locator(".verdict")
    expect(verdict).to_contain_text("As you said.")
    here.get_by_role("button", name="Try a wrong one").click()
    expect(here.locator(".check-verdict")).to_contain_text("Fail")
    expect(verdict).to_have_class(re.compile("stale"))
    here.get_by_role("button", name="The right one").click()
    expect(here.locator(".check-verdict")).to_contain_text("Pass")
    expect(verdict).not_to_have_class(re.compile("stale"))


@pytest.mark.shared_page
def test_one_step_at_a_time_under_a_blindfold(page: Page) -> None:
    page.goto("/lesson#top")
    here = section(page, "s3")
    for _ in range(3):
        here.get_by_role("button", name="Next").click()
    expect(here.locator(".counter")).to_have_text("3 / 20")
    here.get_by_label("Blindfold").uncheck()
    guess(here, "shorter")
    expect(here.locator(".verdict")).to_contain_text("As you said. The first step was")


@pytest.mark.shared_page
def test_beyond_the_cliff_each_step_lands_farther_out(page: Page) -> None:
    page.goto("/lesson#top")
    here = section(page, "s6")
    guess(here, "out")
    skip_to_the_end(here)
    expect(here.locator(".verdict")).to_contain_text("As you said. From 50.50, 300 steps led to 0.12")
    rate = here.get_by_label("Learning rate").last
    rate.fill("0.019")
    rate.press("Enter")
    expect(here.locator(".verdict")).to_contain_text("at 0.019.")
    expect(here.locator(".came-true")).to_have_text("Each step lands farther out")


def test_the_start_is_dragged_and_the_run_is_carried_over_to_the_lab(page: Page) -> None:
    page.goto("/lesson")
    here = section(page, "s1")
    start = here.locator(".start")
    start.focus()
    start.press("Shift+ArrowLeft")
    address = here.get_by_role("link", name="Open in the lab").last.get_attribute("href")
    assert address is not None
    assert "speed" not in address
    place = re.search(r"start=([^&]+)", address)
    assert place
    page.goto(address)
    x = place[1].split(",")[0]
    expect(page.locator("#start-x")).to_have_value(x.replace("-", "−"))
    assert float(x) < 0.75


def test_asides_lead_to_exact_runs(page: Page) -> None:
    page.goto("/lesson")
    for name, expected in {
        "scale": "surface=own&expression=1000",
        "zigzag": "momentum:0.669421",
        "saddle": "noisy",
    }.items():
        expect(page.locator(f"[data-beside={name}]")).to_have_attribute("href", re.compile(re.escape(expected)))


def test_the_other_language_opens_at_the_same_place(page: Page) -> None:
    page.goto("/lesson?lang=en")
    section(page, "s6")
    page.get_by_role("link", name="한국어").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    assert page.url.endswith("?lang=ko#s6")
    expect(page.locator("#s6 h3")).to_be_in_viewport()


@pytest.mark.browser_context_args(**PHONE, reduced_motion="reduce", color_scheme="dark", locale="ko-KR")
def test_with_reduced_motion_the_finished_figure_is_shown_on_a_phone(page: Page) -> None:
    page.goto("/lesson")
    here = section(page, "s1")
    expect(here.locator(".counter")).to_have_text("300 / 300")
    expect(here.locator(".verdict")).to_contain_text("모멘텀이 가장 낮은")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
