"""The lesson's figures of image features, and the pipeline at its end, as a visitor uses them."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lesson import guess, section
from tests.features.pictures import PICTURES, encoded

PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "ko-KR", "color_scheme": "dark"}


def guessed(page: Page, code: str, option: str) -> Locator:
    """Answer a section's question; return the section when its figure has run and the verdict is shown."""
    here = section(page, code)
    guess(here, option)
    expect(here.locator(".came-true")).to_be_visible()
    return here


@pytest.mark.shared_page
def test_a_picture_is_a_list_of_numbers(page: Page) -> None:
    page.goto("/lesson#top")
    here = guessed(page, "s8", "three")
    expect(here.locator(".verdict")).to_have_text("As you said. 600 × 400 pixels and three channels: 720,000 numbers.")
    here.locator(".picture").press("ArrowRight")
    assert here.locator(".vector .lit").count() == 3
    here.get_by_role("button", name="Cat").click()
    expect(here.locator(".verdict")).to_contain_text("451 × 300")
    assert "picture=cat" in (here.locator(".open-lab").get_attribute("href") or "")


@pytest.mark.shared_page
def test_a_shuffle_leaves_the_hues(page: Page) -> None:
    page.goto("/lesson#top")
    here = guessed(page, "s9", "little")
    expect(here.locator(".verdict")).to_contain_text("You said “Very little”. Shuffled, 100.0 % of the hue histogram")
    expect(here.locator(".verdict")).to_contain_text("98.9 % of it stays, and 23.2 %")
    here.get_by_text("Half", exact=True).click()
    expect(here.locator(".said")).to_contain_text("of hue 0.99, joint 0.23")
    assert "change=half" in (here.locator(".open-lab").get_attribute("href") or "")


@pytest.mark.shared_page
def test_half_the_light_leaves_the_edges(page: Page) -> None:
    page.goto("/lesson#top")
    here = guessed(page, "s10", "alike")
    expect(here.locator(".verdict")).to_contain_text("old and new numbers is 0.98")
    here.get_by_text("Shuffle", exact=True).click()
    expect(here.locator(".said")).to_contain_text("cosine of the edges 0.7")


@pytest.mark.parametrize("code", ["s8", "s9", "s10"])
@pytest.mark.browser_context_args(**PHONE)
def test_a_figure_keeps_its_height_on_a_phone(page: Page, code: str) -> None:
    page.goto("/lesson")
    figure = section(page, code).locator(".chapter-figure")
    expect(figure.locator(".picture canvas").first).to_be_visible()
    stage = figure.locator(".figure-stage")
    before = stage.bounding_box()
    guessed(page, code, "half" if code != "s8" else "one")
    after = stage.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] == before["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_picture_goes_through_the_pipeline_and_steps_lower_its_loss(page: Page, tmp_path: Path) -> None:
    page.goto("/lesson")
    page.locator("#end").scroll_into_view_if_needed()
    expect(page.locator("#end-take")).to_be_enabled()
    expect(page.locator("#end-scores li")).to_have_count(10)
    page.locator("#end-label").select_option("cat")
    expect(page.locator("#end-said")).to_contain_text("Cat has a probability of")
    page.locator("#end-take").click()
    expect(page.locator("#end-said")).to_contain_text("Steps taken: 1. The loss fell")
    picture = tmp_path / "mine.png"
    picture.write_bytes(encoded(PICTURES["astronaut"]))
    page.locator("#end-file").set_input_files(picture)
    expect(page.locator("#end-said")).to_contain_text("has a probability of")
    expect(page.locator("#end-back")).to_be_disabled()


@pytest.mark.shared_page
def test_what_is_no_picture_is_told(page: Page, console_errors: list[str], tmp_path: Path) -> None:
    page.goto("/lesson#top")
    page.locator("#end").scroll_into_view_if_needed()
    expect(page.locator("#end-take")).to_be_enabled()
    nothing = tmp_path / "nothing.png"
    nothing.write_text("no picture")
    page.locator("#end-file").set_input_files(nothing)
    expect(page.locator("#end-banner")).to_contain_text("can’t be opened as a picture")
    console_errors.clear()


@pytest.mark.shared_page
def test_words_are_learned_before_ones_eyes_and_light_up_where_they_occur(page: Page) -> None:
    page.goto("/lesson#top")
    here = section(page, "s11")
    expect(here.locator(".vocabulary")).to_be_visible()
    expect(here.locator(".figure-controls .said")).to_contain_text("Some of the 1,000 words")
    here.locator("input[value=most]").check()
    expect(here.locator(".verdict")).to_contain_text("of 1,000 words occur")
    expect(here.locator(".vocabulary")).to_be_hidden()
    expect(here.locator(".figure-controls .said")).to_contain_text("of the patches")
    assert "reading=words" in (here.locator(".open-lab").get_attribute("href") or "")
