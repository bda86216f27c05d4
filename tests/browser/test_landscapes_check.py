"""Gradients checked against the numeric one (lecture points S4 and S5)."""

import math
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import RESTING, Lab

ROSENBROCK = (
    "#surface=rosenbrock&start=-1.5,2&steps=300&optimizer=gradient_descent,learning_rate:0.001&at=299&panel=check"
)

pytestmark = pytest.mark.shared_page
CHART = "document.querySelector('.check-chart')"


def table(page: Page) -> list[list[str]]:
    """The rows: checked, numeric, relative error."""
    rows: list[list[str]] = page.locator("#check tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText))"
    )
    return rows


def error_at(page: Page, way: int, h: float) -> float:
    """The error that the chart shows: of forward (0) or central (1) differences."""
    data: Any = page.evaluate(f"{CHART}.data.map(({{ x, y }}) => ({{ x, y }}))")
    at = min(range(len(data[way]["x"])), key=lambda i: abs(math.log10(data[way]["x"][i] / h)))
    return float(data[way]["y"][at])


def test_the_nudge_confirms_calculus_and_finds_the_slip(page: Page) -> None:
    lab = Lab(page)
    lab.open(ROSENBROCK)
    expect(page.locator("#check .verdict")).to_have_text("Pass.")
    assert [row[:2] for row in table(page)] == [["−155.0", "−155.0"], ["−50.00", "−50.00"]]
    expect(page.locator("#check")).to_contain_text("Nudging took 4 losses")

    # The V: a large h has a truncation error, a small h a rounding error.
    lab.wait_until(f"{CHART}.data?.length", lambda count: count == 3)
    assert error_at(page, 1, 1e-2) == pytest.approx(3.9e-4, rel=0.1)
    assert error_at(page, 1, 1e-5) == pytest.approx(3.9e-10, rel=0.1)
    assert error_at(page, 0, 1e-5) == pytest.approx(6e-5, rel=0.1)
    assert error_at(page, 1, 1e-14) > 1e-4

    page.get_by_role("button", name="Try a wrong one").click()
    expect(page.locator("#check .verdict")).to_contain_text("Fail. The two gradients differ")
    expect(page.locator("#check .gradient-fault")).to_have_text(
        "In ∂L/∂x the term 200*x*(y - x**2) should be 400*x*(y - x**2)."
    )
    assert table(page)[0] == ["−80.00", "−155.0", "0.4839"]

    # The corrected gradient passes, and the address contains it.
    page.get_by_role("textbox", name="Your ∂L/∂x").fill("-2*(1-x) - 400*x*(y-x**2)")
    expect(page.locator("#check .verdict")).to_have_text("Pass.")
    expect(page.locator("#check .gradient-fault")).to_have_count(0)
    page.wait_for_function("() => decodeURIComponent(location.hash).includes('slope=-2*(1-x) - 400*x*(y-x**2)')")
    page.reload()
    expect(page.get_by_role("textbox", name="Your ∂L/∂x")).to_have_value("-2*(1-x) - 400*x*(y-x**2)")
    page.get_by_role("button", name="Ours again").click()
    expect(page.get_by_role("textbox", name="Your ∂L/∂x")).to_be_hidden()
    expect(page.get_by_role("button", name="Check your own")).to_be_visible()


def test_h_is_typed_slid_or_dragged(page: Page) -> None:
    lab = Lab(page)
    lab.open(ROSENBROCK)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".check-chart .js-line").first).to_be_visible()
    assert "resting" not in (page.locator("#lab").get_attribute("class") or "")
    field = page.locator("#check").get_by_role("textbox", name="h")
    field.fill("1e-2")
    field.press("Enter")
    expect(page.locator("#check .verdict")).to_contain_text("Suspect. h is too large")
    field.fill("1e-12")
    field.press("Enter")
    expect(page.locator("#check .verdict")).to_contain_text("h is too small")

    lab.wait_until(f"{CHART}.data?.length", lambda count: count == 3)
    box = lab.box(".check-chart")
    y = box["y"] + box["height"] / 2
    at = page.evaluate(f"{CHART}._fullLayout.xaxis.d2p(1e-5) + {CHART}._fullLayout.xaxis._offset")
    page.mouse.move(box["x"] + box["width"] - 20, y)
    page.mouse.down()
    page.mouse.move(box["x"] + at, y, steps=5)
    lab.wait_until(f"{CHART}.layout.shapes[1].x0", lambda h: 5e-6 < h < 2e-5)
    page.mouse.up()
    assert float(field.input_value()) == pytest.approx(1e-5, rel=0.5)
    expect(page.locator("#check .verdict")).to_have_text("Pass.")
    assert lab.box(".check-chart") == box


@pytest.mark.usefixtures("refusals")
def test_a_mistyped_gradient_is_underlined_and_kinks_are_said(page: Page) -> None:
    lab = Lab(page)
    lab.open(f"{RESTING}&panel=check")
    page.get_by_role("button", name="Check your own").click()
    field = page.get_by_role("textbox", name="Your ∂L/∂y")
    expect(field).to_have_value(
        r"2*((1.5 - x + x*y)*x) + 4*((2.25 - x + x*y**2)*(x*y)) + 6*((2.625 - x + x*y**3)*(x*y**2))"
    )
    before = table(page)
    field.fill("2*q")
    expect(page.locator("#check .code-field .fault").nth(1)).to_contain_text("Unknown name “q” at position 3.")
    assert table(page) == before
    other = page.get_by_role("textbox", name="Your ∂L/∂x")
    other.fill("")
    expect(page.locator("#check .code-field .fault").nth(0)).to_contain_text("Something is missing at position 1")
    expect(page.locator("#check .code-field .fault").nth(1)).to_be_empty()
    page.get_by_role("button", name="Ours again").click()

    page.get_by_role("button", name="Show Rosenbrock at (−1.5, 2)").click()
    expect(page.locator("#surface-name")).to_have_text("Rosenbrock")
    expect(page.locator("#check tbody tr").first).to_contain_text("−155.0")

    lab.open("#surface=own&expression=abs(x)%20%2B%20y**2&start=0.000001,1&optimizer=gradient_descent&at=1&panel=check")
    page.reload()
    expect(page.locator("#check .verdict")).to_contain_text("The loss has a kink between the points")
    expect(page.locator("#check .formula")).to_contain_text("The loss has a kink here along x:")


@pytest.mark.browser_context_args(
    locale="ko-KR", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
)
def test_on_a_phone_in_korean(page: Page) -> None:
    lab = Lab(page)
    lab.open(ROSENBROCK, "ko")
    page.get_by_text("읽기", exact=True).click()
    page.get_by_role("button", name="틀린 식 넣기").click()

    expect(page.locator("#check .verdict")).to_contain_text("실패. 두 그래디언트의 차이가")
    expect(page.locator("#check .gradient-fault")).to_contain_text("∂L/∂x: 200*x*(y - x**2) 대신 400*x*(y - x**2)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
