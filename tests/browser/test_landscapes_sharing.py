"""The state in the address: links, the back button, languages."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import RESTING, Lab

HOSTILE = [
    "#surface=<script>alert(1)</script>&steps=NaN",
    "#surface=beale&start=1e999,0&steps=-5&optimizer=constructor&optimizer=momentum,learning_rate:Infinity,momentum:7",
    "#%%%&&&===&optimizer=adam,,,::,gradient:__proto__,schedule:step:x&view=5,1,5,1&at=1e9&speed=-1",
    "#" + "optimizer=adam&" * 500,
]


def test_a_copied_link_shows_the_same_picture_elsewhere(page: Page, browser: Browser, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab = Lab(page)
    lab.open(f"{RESTING}&view=1.5,4,-0.5,1.5&curves=evaluations&hide=draws")
    page.keyboard.press("ArrowRight")
    lab.wait_for_rest()
    page.locator("#copy-link").click()
    expect(page.locator("#toast")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")

    elsewhere = Lab(browser.new_page(viewport={"width": 1440, "height": 900}))
    elsewhere.page.goto(link)
    elsewhere.wait_for_rest()

    assert elsewhere.step() == lab.step() == 151
    assert elsewhere.ranking() == lab.ranking()
    assert elsewhere.picture() == lab.picture()
    expect(elsewhere.page.get_by_label("by evaluations")).to_be_checked()
    elsewhere.page.close()


def test_back_undoes_one_choice_at_a_time(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    lab.choose_steps(200)
    page.get_by_role("button", name="Zig-zag").click()
    page.locator("#run").click()
    page.wait_for_url("**ill_conditioned_bowl**")

    page.go_back()
    expect(page.locator("#surface-name")).to_have_text("Beale")
    expect(page.locator("#counter")).to_have_text("150 / 200")
    page.go_back()
    expect(page.locator("#counter")).to_have_text("150 / 300")


def test_looking_around_is_in_the_address_but_not_in_the_history(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    entries = page.evaluate("history.length")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("z")
    page.wait_for_url("**view=**at=151**")

    assert page.evaluate("history.length") == entries


def test_the_language_link_keeps_the_state(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**at=151**")
    page.get_by_role("link", name="한국어").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    lab.wait_for_rest()
    assert lab.step() == 151


@pytest.mark.parametrize("fragment", HOSTILE, ids=["markup", "numbers", "syntax", "many"])
def test_a_broken_address_opens_a_working_lab(page: Page, fragment: str) -> None:
    lab = Lab(page)
    lab.open(fragment)
    lab.finish()

    assert lab.step() > 0
    assert 1 <= len(lab.ranking()) <= 64


def test_the_theme_is_chosen_and_kept(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    day = lab.tones()
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    lab.wait_for_rest()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert lab.tones() != day
