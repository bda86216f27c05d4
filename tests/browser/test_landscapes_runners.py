"""Adding, changing, hiding and removing optimizers (lecture points S4, S5)."""

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


def add(lab: Lab, name: str) -> None:
    lab.page.locator("#add").click()
    lab.page.get_by_role("menuitem", name=name).first.click()


def settings(lab: Lab, name: str) -> None:
    lab.page.get_by_role("button", name=f"Settings of {name}", exact=True).click()


def test_the_numeric_gradient_takes_the_same_path_for_four_losses_a_step(lab: Lab) -> None:
    add(lab, "Gradient descent, numeric")
    lab.finish()

    rows = {row.name: row for row in lab.ranking()}
    numeric, analytic = rows["Gradient descent, numeric"], rows["Gradient descent"]
    assert (numeric.losses, numeric.gradients) == ("1,200", "0")
    assert (analytic.losses, analytic.gradients) == ("0", "300")
    assert numeric.loss == analytic.loss


def test_every_rule_and_search_can_be_added(lab: Lab) -> None:
    others = {"Nesterov", "AdaGrad", "RMSProp", "AdamW", "Local search"}
    for name in others:
        add(lab, name)
    lab.finish()

    assert set(lab.names()) == others | {"Gradient descent", "Momentum", "Adam", "Random search"}
    assert all(row.fate and row.loss != "–" for row in lab.ranking())


def test_adding_one_changes_no_other(lab: Lab) -> None:
    lab.finish()
    before = lab.ranking()
    add(lab, "Local search")
    lab.wait_for_rest()

    assert [row for row in lab.ranking() if row.name != "Local search"] == before


def test_a_learning_rate_can_be_typed(lab: Lab) -> None:
    rate = lab.page.locator("#runners li").nth(0).get_by_role("textbox", name="learning rate")
    rate.fill("5e-3")
    rate.press("Enter")
    lab.finish()

    loss = next(row.loss for row in lab.ranking() if row.name == "Gradient descent")
    assert float(loss) > 0.0078


def test_a_slider_moves_by_notches_and_decades(lab: Lab) -> None:
    row = lab.page.locator("#runners li").nth(0)
    slider, field = row.get_by_role("slider"), row.get_by_role("textbox", name="learning rate")
    slider.press("PageDown")
    expect(field).to_have_value("0.001")
    slider.press("PageUp")
    slider.press("ArrowRight")
    expect(field).to_have_value("0.013")
    slider.dblclick()
    expect(field).to_have_value("0.01")


def test_out_of_range_says_what_is_allowed_and_keeps_the_run(lab: Lab) -> None:
    row = lab.page.locator("#runners li").nth(0)
    field = row.get_by_role("textbox", name="learning rate")
    field.fill("5000")
    field.press("Enter")

    expect(row.get_by_role("alert")).to_have_text("learning rate: 5000. Allowed: 1e-8 to 1000.")
    expect(field).to_have_attribute("aria-invalid", "true")

    lab.page.locator("#steps").fill("0")
    lab.page.locator("#steps").press("Enter")
    expect(lab.page.locator("#run-fault")).to_have_text("Steps: 0. Allowed: whole numbers from 1 to 1,000,000.")
    expect(lab.page.locator("#counter")).to_have_text("150 / 300")


def test_a_gradient_source_and_a_schedule_can_be_chosen(lab: Lab) -> None:
    settings(lab, "Momentum")
    row = lab.page.locator("#runners li").nth(1)
    row.get_by_text("noisy", exact=True).click()
    row.get_by_role("textbox", name="sigma").fill("0.5")
    row.get_by_role("textbox", name="sigma").press("Enter")
    row.get_by_text("cosine", exact=True).click()
    lab.finish()

    assert "Momentum, noisy" in lab.names()
    assert "gradient:noisy:0.5,schedule:cosine" in lab.page.evaluate("location.hash")


def test_a_rule_shows_its_equations_and_settings(lab: Lab) -> None:
    settings(lab, "Adam")
    row = lab.page.locator("#runners li").nth(2)

    expect(row.locator("math")).to_be_visible()
    expect(row.get_by_role("textbox", name="beta 2")).to_have_value("0.999")


def test_a_runner_can_be_hidden_duplicated_and_removed(lab: Lab) -> None:
    lab.page.keyboard.press("2")
    expect(lab.page.get_by_role("button", name="Show Momentum")).to_have_attribute("aria-pressed", "false")
    lab.wait_for_rest()
    assert not any("Momentum" in (trace["text"] or [""])[0] for trace in lab.picture()["traces"])
    lab.page.get_by_role("button", name="Show Momentum").click()

    settings(lab, "Momentum")
    lab.page.get_by_role("button", name="Duplicate").click()
    expect(lab.page.locator("#ranking .ranking-name", has_text="Momentum")).to_have_count(2)

    settings(lab, "Random search")
    lab.page.get_by_role("button", name="Remove").click()
    expect(lab.page.locator("#ranking")).not_to_contain_text("Random search")


def test_two_runners_of_a_rule_look_different(lab: Lab) -> None:
    settings(lab, "Adam")
    lab.page.get_by_role("button", name="Duplicate").click()

    swatches = lab.page.locator("#runners .swatch").evaluate_all("all => all.map((one) => one.innerHTML)")
    assert len(set(swatches)) == 5


def test_hovering_a_runner_dims_the_others_and_reads_it_out(lab: Lab) -> None:
    lab.page.locator("#runners li").nth(2).hover()

    expect(lab.page.locator("#readout-name")).to_have_text("Adam, step 150")


def test_the_menu_is_used_by_keys(lab: Lab) -> None:
    lab.page.keyboard.press("a")
    expect(lab.page.get_by_role("menuitem").first).to_be_focused()
    lab.page.keyboard.press("ArrowDown")
    lab.page.keyboard.press("Escape")
    expect(lab.page.locator("#add")).to_be_focused()
    lab.page.keyboard.press("Enter")
    lab.page.keyboard.press("ArrowDown")
    lab.page.keyboard.press("ArrowDown")
    lab.page.keyboard.press("Enter")
    expect(lab.page.locator("#ranking")).to_contain_text("Nesterov")
