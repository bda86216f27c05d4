"""The comparison page as a person uses it (S12, S13; moment 10)."""

import csv
import io
from pathlib import Path

from playwright.sync_api import Page, expect


def open_page(page: Page, fragment: str = "", language: str = "en") -> None:
    """Open the page and wait until all bars are drawn."""
    page.goto(f"/comparison?lang={language}{fragment}")
    expect(page.locator("#announcer")).not_to_be_empty()


def test_colour_wins_on_photographs_and_shape_on_textures(page: Page) -> None:
    open_page(page)
    photographs, textures = page.locator("[data-set=patches]"), page.locator("[data-set=textures]")
    expect(photographs.locator(".look-for")).to_contain_text("Here colour separates the classes.")
    expect(textures.locator(".look-for")).to_contain_text("Here shape does; colour is no better than chance.")
    for panel in (photographs, textures):
        names = panel.locator(".bar-name").all_inner_texts()
        assert names == ["Pixels", "Colour histogram", "HOG", "HOG + colour"]
    expect(page.locator("#run")).to_be_disabled()


def test_the_names_of_data_sets_stay_whole(page: Page) -> None:
    open_page(page)
    for width in (1440, 820, 390):
        page.set_viewport_size({"width": width, "height": 1180})
        for heading in page.locator("[data-set] h2").all():
            assert heading.evaluate("(h) => h.getClientRects().length && h.offsetHeight < 30"), width


def test_what_is_added_is_run_and_what_is_undone_is_gone(page: Page) -> None:
    open_page(page, "#data=digits&feature=pixels&epochs=2")
    expect(page.locator(".bar-row")).to_have_count(1)
    known = page.locator(".bar-value").inner_text()
    page.locator("#features input[value=hog]").check()
    expect(page.locator(".bar-row")).to_have_count(2)
    page.locator("#run").click()
    expect(page.locator(".bar-value")).to_have_count(2)
    assert page.locator(".bar-value").first.inner_text() == known
    page.go_back()
    expect(page.locator(".bar-row")).to_have_count(1)
    expect(page.locator("#features input[value=pixels]")).to_be_disabled()
    page.get_by_label("Epochs").fill("0")
    page.get_by_label("Epochs").press("Enter")
    expect(page.locator("#setup-fault")).to_contain_text("from 1 to 200")


def test_a_long_one_shows_how_far_it_is_and_is_cancelled(page: Page) -> None:
    page.goto("/comparison?lang=en#data=patches&feature=convnet&epochs=200")
    expect(page.locator(".bar-detail")).to_contain_text("training:")
    page.locator("#run").click()
    expect(page.locator(".bar-detail")).to_have_text("")
    expect(page.locator("#run")).to_have_text("Compare")


def test_a_problem_goes_with_the_choice_that_it_was_about(page: Page, console_errors: list[str]) -> None:
    open_page(page, "#data=digits&feature=pixels&epochs=2")
    page.route("**/api/comparisons", lambda route: route.abort())
    page.locator("#features input[value=hog]").check()
    page.locator("#run").click()
    expect(page.locator("#server-banner")).to_contain_text("cannot be reached")
    page.locator("#features input[value=hog]").uncheck()
    expect(page.locator("#server-banner")).to_be_hidden()
    page.locator("#data").select_option("textures")
    page.locator("#run").click()
    expect(page.locator("#server-banner")).to_be_visible()
    page.locator("#data").select_option("digits")
    expect(page.locator("#server-banner")).to_be_hidden()
    console_errors.clear()


def test_bars_are_taken_home(page: Page) -> None:
    open_page(page, "#data=digits&feature=pixels&feature=hog&epochs=2")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text())))
    assert [row["feature"] for row in rows] == ["pixels", "hog"]
    assert all(0.3 < float(row["test_accuracy"]) <= 1 for row in rows)


def test_on_a_phone_in_korean(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, language="ko")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("[data-set=textures] .look-for")).to_contain_text(
        "여기서는 모양이 가르고, 색은 무작위 추측과 같습니다."
    )
