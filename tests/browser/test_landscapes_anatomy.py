"""The anatomy of a step, as numbers and as arrows (lecture point S3)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import BEALE, RESTING, Lab

pytestmark = pytest.mark.shared_page

TWELFTH = f"{BEALE}&at=12&panel=step&subject=1"

INK = """() => {
  const canvas = document.querySelector("#overlay .annotation");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 3; at < data.length; at += 4) count += data[at] > 0;
  return count;
}"""


def numbers(page: Page) -> dict[str, list[str]]:
    """The rows of the table: x, y and length by name."""
    rows = page.locator("#anatomy tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.children].map((cell) => cell.innerText.trim()))"
    )
    return {name: values for name, *values in rows}


def test_the_twelfth_step_of_momentum_is_taken_apart(page: Page) -> None:
    lab = Lab(page)
    lab.open(TWELFTH)
    lab.wait_for_rest()
    expect(page.locator("#step-heading")).to_have_text("Anatomy of step 12")
    expect(page.locator("#anatomy tbody tr")).to_have_count(3)
    assert numbers(page) == {
        "Gradient": ["−0.1767", "0.2078", "0.2728"],
        "Memory": ["0.2149", "0.1499", "0.2620"],
        "Step": ["0.03814", "0.3577", "0.3598"],
    }
    expect(page.locator(".panel-look-for:visible")).to_have_text(
        "The slope says left, the memory says right; the step is their sum."
    )
    assert page.evaluate(INK) > 100

    # Beside another panel than the loss, the ranking is the rank, the name and the loss of the first.
    assert page.locator("#ranking tr td:visible").all_inner_texts() == ["1", lab.ranking()[0].loss]

    # The arrow keys go from step to step, another optimizer has other parts.
    page.keyboard.press("ArrowRight")
    expect(page.locator("#step-heading")).to_have_text("Anatomy of step 13")
    lab.wait_until("document.querySelector('#anatomy tbody td').innerText", lambda x: x != "−0.1767")
    page.get_by_label("Whose step").select_option("Adam")
    expect(page.locator("#anatomy tbody tr")).to_have_count(4)
    assert list(numbers(page)) == ["Gradient", "Scaling", "Memory", "Step"]
    page.get_by_label("Whose step").select_option("Random search")
    expect(page.locator("#anatomy")).to_contain_text("A search guesses")
    assert page.evaluate(INK) == 0

    # Arrows are hidden while paths move, and removed with the panel.
    page.get_by_label("Whose step").select_option("Momentum")
    lab.wait_until(INK, lambda count: count > 100)
    page.keyboard.press("l")
    lab.wait_until(INK, lambda count: count == 0)
    expect(page.locator("#loss-panel")).to_be_visible()
    expect(page.locator("#anatomy")).to_be_hidden()


def test_opened_at_the_end_it_goes_to_a_step_that_tells_something(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.finish()
    page.keyboard.press("p")

    expect(page.locator("#step-heading")).to_have_text("Anatomy of step 12")
    expect(page.get_by_label("Whose step")).to_have_value("Momentum")


def test_a_click_on_a_path_at_rest_takes_that_step_apart(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    start = lab.start()
    x, y = page.evaluate(
        """() => {
          const { data } = document.getElementById("map");
          const trace = data.find(({ name, mode }) => name === "Momentum" && mode === "lines");
          const at = trace.text.findIndex((text) => text.includes("step 5<"));
          return [trace.x[at], trace.y[at]];
        }"""
    )
    page.mouse.click(*lab.place(x, y))

    expect(page.locator("#step-heading")).to_have_text("Anatomy of step 5")
    expect(page.get_by_label("Whose step")).to_have_value("Momentum")
    assert lab.start() == start
    assert lab.step() == 5


@pytest.mark.parametrize("fragment", [TWELFTH.replace("at=12", "at=12&mode=relief")])
def test_arrows_lie_on_the_relief_as_well(page: Page, fragment: str) -> None:
    lab = Lab(page)
    lab.open(fragment)
    page.wait_for_selector("#relief canvas")
    lab.wait_until(INK, lambda count: count > 50)


@pytest.mark.usefixtures("refusals")
def test_a_step_that_was_not_taken_is_said(page: Page) -> None:
    lab = Lab(page)
    lab.open(BEALE.replace("start=0.75,1.5", "start=-1.35,2.15") + "&at=100&panel=step&subject=1")
    expect(page.locator("#anatomy")).to_contain_text("It took no more steps than")
