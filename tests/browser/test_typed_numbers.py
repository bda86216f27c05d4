"""Number fields, filled in with the notations of many countries."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import RESTING, Lab

pytestmark = pytest.mark.shared_page


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    return lab


def fill(field: Locator, text: str) -> None:
    field.fill(text)
    field.press("Enter")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0,25", "0.25"),
        ("\u22121,5", "−1.5"),
        ("\u00a0１．５\u2009", "1.5"),
        ("1.234", "1.234"),
        ("1\u202f000", "1000"),
    ],
)
def test_a_coordinate_is_read_and_shown_with_a_point(lab: Lab, text: str, shown: str) -> None:
    field = lab.page.locator("#start-x")
    fill(field, text)
    expect(field).to_have_value(shown)
    expect(lab.page.locator("#run-fault")).to_be_empty()


@pytest.mark.parametrize("text", ["1.000", "1,000"])
def test_a_separator_that_may_be_either_is_asked_about(lab: Lab, text: str) -> None:
    steps = lab.page.locator("#steps")
    fill(steps, text)
    expect(lab.page.locator("#run-fault")).to_have_text(
        f"Steps: {text} can be read as 1 or as 1000. Type one of these."
    )
    expect(steps).to_have_value(text)
    expect(lab.page.locator("#counter")).to_contain_text("/ 300")

    fill(steps, "1000")
    expect(lab.page.locator("#run-fault")).to_be_empty()
    expect(lab.page.locator("#counter")).to_contain_text("/ 1,000")


def test_what_cannot_be_seen_is_shown_in_the_fault(lab: Lab) -> None:
    fill(lab.page.locator("#seed"), "1\u200b2")
    expect(lab.page.locator("#run-fault")).to_contain_text("Seed: 1⟨U+200B⟩2. Allowed: whole numbers from 0 to")


def test_a_learning_rate_takes_the_same(lab: Lab) -> None:
    row = lab.page.locator("#runners li").first
    rate = row.get_by_role("textbox", name="learning rate")
    fill(rate, "0,02")
    expect(rate).to_have_value("0.02")
    fill(rate, "1,500")
    expect(row.locator(".fault")).to_have_text(
        "learning rate: 1,500 can be read in two ways, of which only 1.5 is allowed here. Type 1.5."
    )
    expect(rate).to_have_attribute("aria-invalid", "true")
    fill(rate, "3e\u22122")
    expect(rate).to_have_value("0.03")
    expect(row.locator(".fault")).to_be_empty()


@pytest.mark.browser_context_args(locale="ko-KR")
def test_in_korean(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING, "ko")
    fill(page.locator("#steps"), "1.000")
    expect(page.locator("#run-fault")).to_have_text(
        "스텝 수: 1.000. 두 가지로 읽힙니다: 1, 1000. 둘 중 하나로 입력할 수 있습니다."
    )
    fill(page.locator("#steps"), "2.500")
    expect(page.locator("#run-fault")).to_have_text(
        "스텝 수: 2.500. 두 가지로 읽히지만 여기서 허용되는 것은 하나입니다. 입력할 값: 2500."
    )


@pytest.mark.usefixtures("refusals")
def test_a_formula_as_it_is_pasted(lab: Lab) -> None:
    page = lab.page
    page.get_by_role("button", name="Your own…").click()
    field = page.get_by_role("textbox", name="Your loss in x and y")
    field.fill("(1\u00a0−\u2009x)² + 2·π·y²")
    expect(page.locator("#own-loss .fault")).to_be_empty()
    expect(page.locator("#own-loss dd").nth(1)).to_contain_text("π")
    page.wait_for_function("() => decodeURIComponent(location.hash).includes('2·π·y²')")

    field.fill("(1 − x)² + y\u200b")
    expect(page.locator("#own-loss .fault")).to_have_text(
        "Unknown character “U+200B” at position 13. Use Latin letters, digits, + - * / ** ^ ( ) and commas."
    )
    field.fill("1,5*x**2")
    expect(page.locator("#own-loss .fault")).to_have_text(
        "A number goes on at position 2. Write 1.5: decimals have a point, and thousands nothing between them."
    )
    field.fill("“x”")
    expect(page.locator("#own-loss .fault")).to_contain_text("Unknown character ““” at position 1.")


@pytest.mark.usefixtures("refusals")
def test_a_fault_after_an_emoji_stands_where_it_is(lab: Lab) -> None:
    page = lab.page
    settings = page.get_by_role("button", name="Settings of Momentum", exact=True)
    settings.click()
    page.get_by_role("button", name="Edit the rule").click()
    page.get_by_role("textbox", name="Lines of the rule").fill("v = 👍\nnothing")
    expect(page.locator(".rule-editor mark")).to_have_text("nothing")
