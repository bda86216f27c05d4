"""Choices are in the address at once, and can be undone one by one."""

from playwright.sync_api import Page, expect

from tests.browser.lab import RESTING, Lab


def test_ctrl_z_undoes_and_takes_again_without_leaving_the_page(page: Page) -> None:
    lab = Lab(page)
    page.goto("/comparison")
    lab.open(RESTING)
    lab.wait_for_rest()
    lab.choose_steps(200)
    page.get_by_role("button", name="Saddle").click()
    page.wait_for_url("**surface=saddle**")
    page.locator("#run").focus()

    page.keyboard.press("Control+z")
    expect(page.locator("#surface-name")).to_have_text("Beale")
    expect(page.locator("#steps")).to_have_value("200")
    page.keyboard.press("Control+z")
    expect(page.locator("#steps")).to_have_value("300")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#steps")).to_have_value("200")
    page.keyboard.press("Control+y")
    expect(page.locator("#surface-name")).to_have_text("Saddle")
    assert "/landscapes" in page.url


def test_a_field_keeps_its_own_undo(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    lab.choose_steps(200)
    seed = page.locator("#seed")
    seed.focus()
    seed.press_sequentially("7")
    seed.press("Control+z")
    assert "steps=200" in page.url


def test_a_change_during_a_run_is_in_the_address_at_once_and_survives_a_reload(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    lab.slow_down()
    page.keyboard.press("r")
    expect(page.locator("#run-label")).to_have_text("Pause")
    page.locator("#seed").fill("5")
    page.locator("#seed").press("Enter")
    assert "seed=5" in page.url
    assert "seed=5" in page.get_by_role("link", name="한국어").evaluate("(link) => link.hash")
    lab.reload()
    expect(page.locator("#seed")).to_have_value("5")


def test_dragging_a_slider_is_one_entry(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    entries = page.evaluate("history.length")
    lab.drag(page.locator(".runner input[type=range]").first, 24)
    page.wait_for_url(lambda address: "gradient_descent,learning_rate:0.01&" not in address)
    assert page.evaluate("history.length") == entries + 1
    page.keyboard.press("Control+z")
    page.wait_for_url("**gradient_descent,learning_rate:0.01&**")
