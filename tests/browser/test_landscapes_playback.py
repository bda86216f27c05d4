"""Running, pausing, stepping, scrubbing, speed."""

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


def test_a_link_rests_at_its_step(lab: Lab) -> None:
    assert lab.step() == 150
    expect(lab.page.locator("#run-label")).to_have_text("Run")


def test_steps_go_back_and_forward_by_one_and_ten(lab: Lab) -> None:
    press = lab.page.keyboard.press
    lab.page.locator("#forward").click()
    assert lab.step() == 151
    lab.page.locator("#back").click()
    lab.page.locator("#back").click()
    assert lab.step() == 149
    press("Shift+ArrowRight")
    assert lab.step() == 159
    press("Shift+ArrowLeft")
    press("ArrowLeft")
    assert lab.step() == 148
    press("Home")
    assert lab.step() == 0
    press("ArrowLeft")
    assert lab.step() == 0
    press("End")
    assert lab.step() == 300


def test_what_is_read_belongs_to_the_step(lab: Lab) -> None:
    at_150 = lab.ranking()
    lab.page.keyboard.press("Home")
    expect(lab.page.locator("#readout-here")).to_contain_text("(0.7500, 1.500)")
    expect(lab.page.locator("#readout-slope")).to_have_text("69.01")
    expect(lab.page.locator("#readout-step")).to_have_text("0.6901 ↙")
    assert len({row.loss for row in lab.ranking()}) == 1
    lab.page.locator("#scrubber").fill("150")
    expect(lab.page.locator("#counter")).to_have_text("150 / 300")
    lab.wait_for_ranking(at_150)


def test_space_runs_and_pauses(lab: Lab) -> None:
    lab.slow_down()
    lab.page.keyboard.press(" ")
    expect(lab.page.locator("#run-label")).to_have_text("Pause")
    lab.wait_until("document.getElementById('counter').textContent", lambda counter: counter != "150 / 300")
    lab.page.keyboard.press(" ")
    expect(lab.page.locator("#run-label")).to_have_text("Run")
    assert 150 < lab.step() < 300


def test_run_at_the_end_starts_over(lab: Lab) -> None:
    lab.slow_down()
    lab.page.keyboard.press("End")
    lab.page.locator("#run").click()
    expect(lab.page.locator("#run-label")).to_have_text("Pause")
    assert lab.step() < 150


def test_restart_runs_from_the_start(lab: Lab) -> None:
    lab.slow_down()
    lab.page.keyboard.press("r")
    expect(lab.page.locator("#run-label")).to_have_text("Pause")
    assert lab.step() < 100


def test_speed_has_six_settings_and_keys(lab: Lab) -> None:
    speed = lab.page.locator("#speed option:checked")
    expect(lab.page.locator("#speed option")).to_have_text(
        ["5 steps/s", "15 steps/s", "30 steps/s", "60 steps/s", "240 steps/s", "max"]
    )
    expect(speed).to_have_text("30 steps/s")
    lab.page.keyboard.press("=")
    expect(speed).to_have_text("60 steps/s")
    lab.page.keyboard.press("-")
    lab.page.keyboard.press("-")
    expect(speed).to_have_text("15 steps/s")


def test_plotly_takes_over_at_rest_and_hovers_speak(lab: Lab) -> None:
    texts = [text for trace in lab.picture()["traces"] if trace["text"] for text in trace["text"]]
    assert any(text.startswith("<b>Momentum</b><br>step 12<br>") for text in texts)
    expect(lab.page.locator("#stage canvas.overlay").first).not_to_be_visible()
    expect(lab.page.locator("#map .scatterlayer")).to_be_visible()

    lab.slow_down()
    lab.page.keyboard.press(" ")
    expect(lab.page.locator("#stage canvas.overlay").first).to_be_visible()
    expect(lab.page.locator("#map .scatterlayer")).not_to_be_visible()


def test_the_camera_button_saves_a_picture(lab: Lab) -> None:
    lab.page.locator("#map").hover()
    with lab.page.expect_download() as download:
        lab.page.locator("#map .modebar-btn").click()
    assert download.value.suggested_filename.endswith(".png")
    expect(lab.page.locator("#map .modebar-btn")).to_have_count(1)


def test_keys_are_listed_and_can_be_switched_off(lab: Lab) -> None:
    lab.page.keyboard.press("?")
    dialog = lab.page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Run or pause")
    dialog.get_by_label("Use keyboard shortcuts").uncheck()
    dialog.get_by_role("button", name="Close").click()
    lab.page.keyboard.press("End")
    assert lab.step() == 150


def test_keys_rest_while_typing(lab: Lab) -> None:
    lab.page.locator("#seed").press("End")
    lab.page.locator("#seed").press("1")
    assert lab.step() == 150
    expect(lab.page.locator("#runners .hidden-runner")).to_have_count(0)
