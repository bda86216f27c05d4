"""Choosing where to start: by a click, by dragging, by keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import RESTING, Lab

pytestmark = pytest.mark.shared_page


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    return lab


def test_a_click_starts_there_and_runs(lab: Lab) -> None:
    lab.slow_down()
    x, y = lab.place(1.0, -1.0)
    lab.page.mouse.click(x, y)

    expect(lab.page.locator("#run-label")).to_have_text("Pause")
    assert lab.step() < 100
    assert lab.start() == pytest.approx((1.0, -1.0), abs=0.02)


def test_the_start_can_be_dragged(lab: Lab) -> None:
    lab.slow_down()
    lab.page.mouse.move(*lab.place(0.75, 1.5))
    lab.page.mouse.down()
    lab.page.mouse.move(*lab.place(0.9, 1.2), steps=4)
    lab.page.mouse.move(*lab.place(1.2, 1.0), steps=4)
    lab.page.mouse.up()

    assert lab.start() == pytest.approx((1.2, 1.0), abs=0.02)
    expect(lab.page.locator("#run-label")).to_have_text("Pause")


def test_dragging_the_map_moves_it_and_starts_nothing(lab: Lab) -> None:
    lab.page.mouse.move(*lab.place(1.0, -1.0))
    lab.page.mouse.down()
    lab.page.mouse.move(*lab.place(0.0, -1.5), steps=5)
    lab.page.mouse.up()
    lab.wait_for_rest()

    assert lab.start() == (0.75, 1.5)
    expect(lab.page.locator("#run-label")).to_have_text("Run")
    low, high = lab.picture()["x"]
    assert (low, high) == pytest.approx((-1.0, 5.5), abs=0.1)


def test_the_wheel_zooms_about_the_pointer(lab: Lab) -> None:
    x, y = lab.place(3.0, 0.5)
    lab.page.mouse.move(x, y)
    lab.page.mouse.wheel(0, -400)
    lab.wait_for_view(lambda low, high: low > -1)

    assert lab.place(3.0, 0.5) == pytest.approx((x, y), abs=1.5)


def test_arrow_keys_move_the_start_by_a_hundredth_or_a_tenth_of_the_view(lab: Lab) -> None:
    lab.page.keyboard.press("s")
    expect(lab.page.locator("#start")).to_be_focused()
    lab.page.keyboard.press("ArrowRight")
    lab.page.keyboard.press("Shift+ArrowRight")

    x, y = lab.start()
    assert x - 0.75 == pytest.approx(0.11 * 6.5, rel=0.02)
    assert y == 1.5


def test_a_typed_start_is_taken(lab: Lab) -> None:
    lab.page.locator("#start-x").fill("2e-1")
    lab.page.locator("#start-x").press("Enter")
    lab.finish()

    trace = next(trace for trace in lab.picture()["traces"] if trace["text"])
    assert trace["x"][0] == 0.2


def test_the_close_up_shows_where_the_lowest_ended(lab: Lab) -> None:
    lab.finish()
    lab.page.keyboard.press("z")
    lab.wait_for_view(lambda low, high: 2 < low < 3 < high < 4)

    lab.page.keyboard.press("z")
    lab.wait_for_view(lambda low, high: low < -1.9)
