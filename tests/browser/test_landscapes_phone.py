"""The lab on a phone, and in Korean."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import RESTING, Lab

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.mark.browser_context_args(**PHONE)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_runs_off_the_side(page: Page, language: str) -> None:
    lab = Lab(page)
    lab.open(RESTING, language)
    lab.wait_for_rest()
    for side in ("setup", "read"):
        page.locator(f"#side [value={side}]").check(force=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser_context_args(**PHONE)
def test_setup_and_reading_take_turns_below_a_map_that_stays(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    expect(page.locator("#runners")).to_be_visible()
    expect(page.locator("#ranking")).to_be_hidden()

    page.get_by_text("Read", exact=True).click()
    expect(page.locator("#ranking")).to_be_visible()
    expect(page.locator("#runners")).to_be_hidden()
    page.evaluate("window.scrollTo(0, 600)")
    expect(page.locator("#run")).to_be_in_viewport(ratio=1)
    expect(page.locator("#map")).to_be_in_viewport(ratio=0.9)


@pytest.mark.browser_context_args(**PHONE)
def test_a_tap_starts_there(page: Page) -> None:
    lab = Lab(page)
    lab.open(f"{RESTING}&speed=5")
    lab.wait_for_rest()
    page.touchscreen.tap(*lab.place(1.0, -1.0))

    expect(page.locator("#run-label")).to_have_text("Pause")
    assert lab.start() == pytest.approx((1.0, -1.0), abs=0.03)


@pytest.mark.browser_context_args(**PHONE)
def test_controls_are_large_enough_for_fingers(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    for control in ("#forward", "#add", "#surface", "#speed"):
        assert lab.box(control)["height"] >= 44


@pytest.mark.browser_context_args(locale="ko-KR")
def test_a_korean_browser_gets_korean(page: Page) -> None:
    lab = Lab(page)
    page.goto("/landscapes" + RESTING)
    lab.wait_for_rest()

    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("#run-label")).to_have_text("실행")
    expect(page.locator("#look-for")).to_have_text("파랑과 빨강은 학습률이 같습니다. 빨강만 지난 걸음을 기억합니다.")
    assert set(lab.names()) == {"모멘텀", "Adam", "경사 하강법", "무작위 탐색"}
    field = page.locator("#runners li").nth(0).get_by_role("textbox")
    field.fill("5000")
    field.press("Enter")
    expect(page.locator("#runners li").nth(0).get_by_role("alert")).to_have_text("학습률: 5000. 허용 범위: 1e-8–1000.")


@pytest.mark.browser_context_args(viewport={"width": 720, "height": 450})
def test_twice_the_zoom_needs_no_sideways_scrolling(page: Page) -> None:
    Lab(page).open(RESTING)

    assert page.evaluate("document.documentElement.scrollWidth") <= 720
