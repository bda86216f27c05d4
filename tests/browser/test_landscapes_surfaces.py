"""Choosing what to descend (lecture point S1)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import RESTING, Lab

pytestmark = pytest.mark.shared_page

PRESETS = {
    "Zig-zag": "Memory cancels the zig and adds the zag.",
    "Cliff": "Beyond a learning rate of 0.02 each step lands farther out than it began.",
    "Saddle": "Noise finds the way down that the slope cannot feel.",
    "Rosenbrock": "All fall into the valley at once; following it to the end is another matter.",
    "Two minds": "Same start, same learning rate, two different minima.",
}


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    return lab


def test_every_preset_opens_and_plays(lab: Lab) -> None:
    lab.slow_down()
    for name, sentence in PRESETS.items():
        lab.page.get_by_role("button", name=name, exact=True).click()
        expect(lab.page.locator("#run-label")).to_have_text("Pause")
        expect(lab.page.locator("#look-for")).to_have_text(sentence)
        lab.finish()

        assert all(row.fate for row in lab.ranking())


def test_only_noise_leaves_the_saddle(lab: Lab) -> None:
    lab.page.get_by_role("button", name="Saddle", exact=True).click()
    lab.finish()

    fates = {row.name: row.fate for row in lab.ranking()}
    assert fates["Gradient descent"] == fates["Momentum"] == fates["Adam"] == "stuck at a saddle"
    assert fates["Gradient descent, noisy"] == "arrived"
    expect(lab.page.locator("#loss-heading")).to_have_text("Loss above −1.000")


def test_two_minds_end_in_two_minima(lab: Lab) -> None:
    lab.page.get_by_role("button", name="Two minds").click()
    lab.finish()

    ends = {(round(t["x"][-1], 1), round(t["y"][-1], 1)) for t in lab.picture()["traces"] if t["text"]}
    assert {(3.0, 2.0), (3.6, -1.8)} <= ends


def test_every_surface_of_the_catalogue_is_in_the_menu_and_opens(lab: Lab) -> None:
    lab.page.locator("#surface").click()
    names = lab.page.locator("[role=group] .menu-label").all_inner_texts()
    assert len(names) == 1 + 6 + 22

    lab.page.get_by_role("menuitem", name="Six-hump camel").click()
    expect(lab.page.locator("#surface-name")).to_have_text("Six-hump camel")
    expect(lab.page.locator("#surface-formula math").first).to_be_visible()
    assert lab.start() == (-1.9, 0.3)
    lab.finish()
    assert len(lab.ranking()) == 4


def test_a_surface_has_settings_of_its_own(lab: Lab) -> None:
    lab.page.get_by_role("button", name="Cliff").click()
    field = lab.page.get_by_role("textbox", name="condition")
    expect(field).to_have_value("100")
    field.fill("10")
    field.press("Enter")
    lab.finish()

    lab.page.wait_for_url("**condition=10&**")
    assert {row.fate for row in lab.ranking()} == {"still moving"} or lab.ranking()[0].fate == "arrived"


def test_a_long_formula_breaks_before_a_sign_and_stays_within_its_panel(lab: Lab) -> None:
    formula = lab.page.locator("#surface-formula")
    terms = formula.locator("math").all_text_contents()
    assert len(terms) == 3
    assert all(term.lstrip().startswith("+") for term in terms[1:])
    assert formula.evaluate("one => one.scrollWidth <= one.clientWidth")
