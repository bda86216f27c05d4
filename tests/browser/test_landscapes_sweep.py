"""The learning rate swept, with theory beside it (lecture point S6)."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import RESTING, Lab

CLIFF = (
    "#surface=ill_conditioned_bowl&condition=100&start=1,1&seed=0&steps=300"
    "&optimizer=gradient_descent,learning_rate:0.0199&optimizer=momentum,learning_rate:0.01,momentum:0.9"
    "&at=299&panel=sweep"
)

pytestmark = pytest.mark.shared_page
CHART = "document.querySelector('.sweep-chart')"


def sweep(lab: Lab) -> Any:
    """Return the complete chart: the points that converged and those that diverged, by rate, and the lines."""
    lab.wait_until(f"{CHART}.data?.[0].x.length", lambda count: count == 41)
    expect(lab.page.locator("#sweep .waiting")).not_to_have_class("waiting busy")
    return lab.page.evaluate(
        f"""() => {{
          const {{ data: [held, gone], layout }} = {CHART};
          return {{
            held: held.x.filter((_, at) => held.y[at] !== null),
            gone: gone.x.filter((_, at) => gone.y[at] !== null),
            lines: layout.shapes.map(({{ x0 }}) => x0),
            labels: layout.annotations.map(({{ text }}) => text),
          }};
        }}"""
    )


def test_the_cliff_lies_at_two_over_the_highest_curvature(page: Page) -> None:
    lab = Lab(page)
    lab.open(CLIFF)
    found = sweep(lab)
    assert max(found["held"]) < 0.02 < min(found["gone"])
    assert found["lines"] == pytest.approx([2 / 101, 0.02])
    assert found["labels"] == ["2/(L+μ)", "2/L"]

    theory = page.locator("#sweep tbody").first
    expect(theory).to_contain_text("1, 100")
    expect(theory).to_contain_text("0.0330579, 0.669421")
    measured = theory.get_by_role("row", name="Gradient descent diverges, measured").get_by_role("cell").inner_text()
    assert [float(end) for end in measured.split("–")] == pytest.approx([0.02, 0.02], rel=0.01)
    rates = page.locator("#sweep tbody").nth(1)
    for name, predicted in (("Gradient descent", 0.99), ("Momentum", 0.9487)):
        cells = rates.get_by_role("row", name=name).get_by_role("cell").all_inner_texts()
        assert [float(cell) for cell in cells] == pytest.approx([predicted] * 2, rel=2e-3)

    # The cursor is at the best rate, and Enter runs it.
    cursor = page.get_by_role("slider", name="Learning rate to read")
    best = page.locator(".sweep-read").inner_text()
    assert best.startswith("0.01778")
    cursor.press("ArrowRight")
    expect(page.locator(".sweep-read")).to_contain_text("diverged")
    cursor.press("ArrowLeft")
    cursor.press("ArrowLeft")
    rate = float(page.locator(".sweep-read").inner_text().split(":")[0])
    lab.slow_down()
    cursor.press("Enter")
    expect(page.locator("#run-label")).to_have_text("Pause")
    field = page.locator("#runners li").nth(0).get_by_role("textbox", name="learning rate")
    assert float(field.input_value()) == pytest.approx(rate, rel=1e-3)

    page.get_by_role("button", name="Add the best momentum").click()
    lab.finish()
    assert len(lab.names()) == 3
    expect(rates.get_by_role("row").nth(2).get_by_role("cell").first).to_have_text("0.8182")
    expect(page.get_by_role("button", name="Add the best momentum")).to_be_hidden()

    # Momentum is stable up to 2(1 + β)/L.
    page.get_by_label("Whose learning rate").select_option(index=1)
    lab.wait_until(f"{CHART}.layout.annotations.length", lambda count: count == 3)
    assert sweep(lab)["lines"][2] == pytest.approx(0.038, rel=0.01)
    expect(theory).to_contain_text("Momentum diverges, measured")


def test_a_click_on_a_point_runs_its_rate_and_the_ends_can_be_chosen(page: Page) -> None:
    lab = Lab(page)
    lab.open(f"{RESTING}&panel=sweep&subject=1")
    found = sweep(lab)
    assert found["labels"] == ["diverges from 0.0115"]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    lab.slow_down()
    page.locator(".sweep-chart .scatterlayer .trace").first.locator(".point").nth(10).click(force=True)
    expect(page.locator("#run-label")).to_have_text("Pause")
    field = page.locator("#runners li").nth(1).get_by_role("textbox", name="learning rate")
    assert float(field.input_value()) == pytest.approx(1e-4 * 10 ** (3 * 10 / 40), rel=1e-3)

    lab.finish()
    lab.wait_until("1", lambda _: any("theory" in url for url in asked))
    assert sum("theory" in url for url in asked) == 1
    page.get_by_label("From", exact=True).fill("1e-3")
    page.get_by_label("From", exact=True).press("Enter")
    lab.wait_until(f"{CHART}.data[0].x[0]", lambda first: first == 1e-3)
    page.wait_for_function("() => location.hash.includes('sweep=0.001,0.1')")
    page.get_by_label("Whose learning rate").select_option("Random search")
    expect(page.locator("#sweep .trouble")).to_contain_text("A search has no learning rate.")
    expect(page.locator(".sweep-chart")).to_be_hidden()
    page.get_by_label("Whose learning rate").select_option("Momentum")
    expect(page.locator("#sweep .trouble")).to_be_hidden()
    assert sweep(lab)["held"][0] == 1e-3

    page.get_by_role("button", name="Show the cliff of a quadratic").click()
    expect(page.locator("#surface-name")).to_have_text("Ill-conditioned bowl")
    expect(page.locator("#sweep")).to_contain_text("Curvatures μ, L")


def test_trouble_is_said_the_last_sweep_stays_and_can_be_asked_for_again(page: Page, console_errors: list[str]) -> None:
    lab = Lab(page)
    lab.open(CLIFF)
    before = sweep(lab)
    trouble = page.locator("#sweep .trouble")
    chooser = page.get_by_label("Whose learning rate")
    page.route("**/api/sweeps", lambda route: route.fulfill(status=503, json={"detail": "All places are taken."}))
    chooser.select_option("Momentum")
    expect(trouble).to_contain_text("The server is busy")
    assert sweep(lab)["held"] == before["held"]

    page.unroute("**/api/sweeps")
    page.route("**/api/sweeps", lambda _: None)
    page.get_by_role("button", name="Sweep again").click()
    page.locator("#sweep").get_by_role("button", name="Cancel").click()
    expect(trouble).to_contain_text("Cancelled")
    assert sweep(lab)["held"] == before["held"]

    page.unroute("**/api/sweeps")
    page.get_by_role("button", name="Sweep again").click()
    lab.wait_until(f"{CHART}.layout.annotations.length", lambda count: count == 3)
    expect(trouble).to_be_hidden()
    assert sweep(lab)["held"] != before["held"]
    console_errors.clear()


def test_a_rule_that_reads_no_learning_rate_is_not_swept(page: Page) -> None:
    lab = Lab(page)
    lab.open("#surface=bowl&steps=50&optimizer=custom&source=w%20%3D%20w%20-%200.1*g&at=49&panel=sweep")
    expect(page.locator("#sweep .trouble")).to_contain_text("This rule does not read lr")


@pytest.mark.browser_context_args(
    locale="ko-KR", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
)
def test_on_a_phone_in_korean(page: Page) -> None:
    lab = Lab(page)
    lab.open(CLIFF, "ko")
    page.get_by_text("읽기", exact=True).click()

    assert len(sweep(lab)["held"]) > 20
    expect(page.locator(".sweep-read")).to_contain_text("0.01778: 손실")
    expect(page.locator("#sweep")).to_contain_text("2/L을 넘으면 걸음마다 더 멀리 떨어집니다.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
