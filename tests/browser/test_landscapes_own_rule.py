"""A custom rule, edited from a built-in one and compared with it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import RESTING, Lab

ADAM_AT = 2


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    return lab


def open_lines(lab: Lab) -> Locator:
    lab.page.get_by_role("button", name="Settings of Adam", exact=True).click()
    lab.page.get_by_role("button", name="Edit the rule").click()
    return lab.page.get_by_role("textbox", name="Lines of the rule")


def loss_of(lab: Lab, name: str) -> str:
    return next(row.loss for row in lab.ranking() if row.name == name)


@pytest.mark.usefixtures("refusals")
def test_a_changed_rule_races_the_original(lab: Lab) -> None:
    page = lab.page
    lab.finish()
    adam = loss_of(lab, "Adam")
    field = open_lines(lab)
    expect(field).to_be_focused()
    assert field.input_value().splitlines()[0] == "m = beta1*m + (1 - beta1)*g"

    # Open and unchanged, it takes the same path.
    lab.finish()
    assert loss_of(lab, "Adam, edited") == adam
    expect(page.locator(".code-line.changed")).to_have_count(0)

    field.fill(field.input_value().replace("v = beta2*v + (1 - beta2)*g**2", "v = max(beta2*v, g**2)"))
    expect(page.locator(".code-line.changed")).to_have_text(["v = max(beta2*v, g**2)"])
    expect(page.locator(".rule-editor math")).to_contain_text("max")
    page.wait_for_function("() => decodeURIComponent(location.hash).includes('max(beta2*v')")
    page.get_by_role("button", name="Race the original").click()
    lab.finish()
    assert loss_of(lab, "Adam") == adam
    assert loss_of(lab, "Adam, edited") != adam

    # The link brings both back.
    ranking = lab.ranking()
    lab.reload()
    lab.finish()
    lab.wait_for_ranking(ranking)

    # A mistake is underlined in its line, and the last good path stays.
    page.get_by_role("button", name="Settings of Adam, edited", exact=True).click()
    field = page.get_by_role("textbox", name="Lines of the rule")
    field.press("ControlOrMeta+End")
    field.press_sequentially("\nw = w - lr*q")
    expect(page.locator(".rule-editor .fault")).to_contain_text("Unknown name “q” in line 4, position 12.")
    expect(page.locator(".rule-editor mark")).to_have_text("q")
    assert lab.ranking() == ranking


@pytest.mark.usefixtures("refusals")
def test_settings_are_offered_as_long_as_the_lines_read_them(lab: Lab) -> None:
    field = open_lines(lab)
    row = lab.page.locator("#runners li").nth(ADAM_AT)
    expect(row.get_by_role("textbox", name="beta 2")).to_have_value("0.999")
    lab.page.wait_for_function("() => location.hash.includes('source=')")
    before = field.input_value()
    field.blur()
    field.fill("m = 0.5*m + g\nw = w - lr*m")
    expect(row.get_by_role("textbox", name="beta 1")).to_have_count(0)

    # They appear and disappear beside the cursor, which stays in its line.
    for key in ("Home", "ArrowUp", *4 * ["ArrowRight"], *3 * ["Delete"]):
        field.press(key)
    field.press_sequentially("beta1")
    expect(row.get_by_role("textbox", name="beta 2")).to_have_count(0)
    expect(row.get_by_role("textbox", name="beta 1")).to_have_value("0.9")
    expect(field).to_be_focused()
    field.press_sequentially("*1")
    expect(field).to_have_value("m = beta1*1*m + g\nw = w - lr*m")

    # Going back restores the previous lines.
    lab.page.wait_for_function("() => decodeURIComponent(location.hash).includes('beta1*1*m')")
    lab.page.go_back()
    expect(field).to_have_value(before)
    expect(row.get_by_role("textbox", name="beta 2")).to_have_value("0.999")


def test_a_rule_of_ones_own_can_be_added(lab: Lab) -> None:
    lab.page.locator("#add").click()
    lab.page.get_by_role("menuitem", name="Your own rule").click()
    lab.finish()

    assert "Your own rule" in lab.names()
    lab.page.get_by_role("button", name="Settings of Your own rule", exact=True).click()
    expect(lab.page.get_by_role("textbox", name="Lines of the rule")).to_have_value("v = momentum*v + g\nw = w - lr*v")
    expect(lab.page.get_by_role("button", name="Race the original")).to_have_count(0)
