"""Single-key shortcuts while another input method is active."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import RESTING, Lab
from tests.browser.test_accessibility import ROOMS

pytestmark = pytest.mark.shared_page

PRESS = """(target, [key, code, more]) => {
  const event = new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, ...more });
  return !target.dispatchEvent(event);
}"""


def press(page: Page, key: str, code: str, target: str = "body", **more: bool) -> bool:
    """Press a key as an input method reports it to the page; return whether the page has handled it."""
    taken: bool = page.locator(target).evaluate(PRESS, [key, code, more])
    return taken


def theme(page: Page) -> str:
    name: str = page.evaluate("document.documentElement.dataset.theme ?? 'system'")
    return name


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(RESTING, "ko")
    lab.wait_for_rest()
    return lab


@pytest.mark.parametrize(("key", "code"), [("ㅇ", "KeyD"), ("в", "KeyD"), ("Process", "KeyD"), ("d", "KeyH")])
def test_d_shows_the_relief_whatever_is_written(lab: Lab, key: str, code: str) -> None:
    assert press(lab.page, key, code)
    expect(lab.page.locator("#mode input[value=relief]")).to_be_checked()


def test_panels_signs_and_digits_while_hangul_is_on(lab: Lab) -> None:
    page = lab.page
    for key, code, panel in (("ㅔ", "KeyP", "step"), ("ㅊ", "KeyC", "check"), ("ㅣ", "KeyL", "loss")):
        press(page, key, code)
        expect(page.locator(f"#{panel}-panel")).to_be_visible()
    press(page, "１", "Digit1")
    expect(page.locator("#runners li").first).to_have_class("runner hidden-runner")
    press(page, "？", "Slash", shiftKey=True)
    expect(page.locator("#keys")).to_be_visible()
    assert not press(page, "ㅇ", "KeyD")


def test_keys_do_nothing_in_fields_and_with_other_keys(lab: Lab) -> None:
    page = lab.page
    assert not press(page, "Process", "KeyD", "#seed", isComposing=True)
    assert not press(page, "ㅇ", "KeyD", "#seed")
    assert not press(page, "ㅇ", "KeyD", ctrlKey=True)
    assert not press(page, "ㅇ", "KeyD", metaKey=True)
    assert not press(page, "ㅇ", "KeyD", altKey=True)
    assert not press(page, "e", "KeyD")
    expect(page.locator("#mode input[value=map]")).to_be_checked()


@pytest.mark.parametrize("path", [*ROOMS, "/api/docs"])
def test_every_page_changes_its_theme(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    before = theme(page)
    assert press(page, "ㅅ", "KeyT")
    assert theme(page) != before


def test_on_the_classifiers_page(page: Page) -> None:
    page.goto("/classifiers")
    page.wait_for_load_state("networkidle")
    press(page, "ㅊ", "KeyC")
    expect(page.locator("#confusion")).to_be_visible()
    count = page.locator("#runners > li").count()
    press(page, "ㅁ", "KeyA")
    expect(page.locator("#runners > li")).to_have_count(count + 1)


def test_on_the_features_page(page: Page) -> None:
    page.goto("/features")
    page.wait_for_load_state("networkidle")
    press(page, "ㅌ", "KeyX")
    expect(page.locator("#change input[value=shuffled]")).to_be_checked()
    press(page, "２", "Digit2")
    expect(page.locator("#reading-color")).to_be_visible()
    press(page, "ㅍ", "KeyV")
    expect(page.locator("#second-choice")).to_be_focused()
