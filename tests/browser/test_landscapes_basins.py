"""The plane coloured by the minimum that each start reaches."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.lab import BEALE, TONES, Lab

HIMMELBLAU = (
    "#surface=himmelblau&start=0,0&steps=300&optimizer=gradient_descent,learning_rate:0.01"
    "&optimizer=momentum,learning_rate:0.01,momentum:0.9&optimizer=random_search&view=-5,5,-5,5&at=299&panel=basins"
)

COLOURS = """() => {
  const canvas = document.querySelector("#underlay .annotation");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set();
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3]) colours.add((data[at] << 16) + (data[at + 1] << 8) + data[at + 2]);
  return colours.size;
}"""


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(HIMMELBLAU)
    page.wait_for_selector("#basins tbody tr")
    return lab


def minima(page: Page) -> dict[str, float]:
    """The share of each minimum, in percent, by its coordinates."""
    rows = page.locator("#basins tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.children].map((cell) => cell.innerText.trim()))"
    )
    return {place: float(share.removesuffix(" %")) for place, _, share in rows}


def border(page: Page) -> float:
    text = page.locator("#basins").get_by_text("of the starts lie at a border").inner_text()
    return float(text.split(" %")[0])


def test_gradient_descent_has_four_basins_with_clean_borders_and_memory_frays_them(lab: Lab) -> None:
    page = lab.page
    expected = ["(−3.779, −3.283)", "(−2.805, 3.131)", "(3.000, 2.000)", "(3.584, −1.848)"]
    assert list(minima(page)) == expected
    assert sum(minima(page).values()) == pytest.approx(100, abs=0.3)
    assert all(share > 15 for share in minima(page).values())
    clean = border(page)
    assert clean < 4
    assert page.evaluate(COLOURS) >= 8  # two tones for each of the four
    assert lab.tones()[0] == "0,0,0,0", "only contours lie over the basins"

    page.get_by_label("Whose basins").select_option("Momentum")
    expect(page.locator("#basins .panel-look-for")).to_have_text("Memory frays the borders.")
    assert list(minima(page))[:4] == expected
    assert border(page) > 3 * clean

    page.get_by_label("Whose basins").select_option("Random search")
    expect(page.locator("#basins")).to_contain_text("A search does not follow the slope")
    assert page.evaluate(COLOURS) == 0

    # A click sets the start, and another panel restores the tones of the loss.
    page.get_by_label("Whose basins").select_option("Gradient descent")
    page.wait_for_selector("#basins tbody tr")
    lab.slow_down()
    page.mouse.click(*lab.place(-2.0, 4.0))
    expect(page.locator("#run-label")).to_have_text("Pause")
    assert lab.start() == pytest.approx((-2.0, 4.0), abs=0.05)
    page.keyboard.press("l")
    lab.wait_until(COLOURS, lambda count: count == 0)
    lab.wait_until(TONES, lambda tones: tones[0].endswith(",255"))


def test_the_basins_follow_the_view_and_need_the_map(lab: Lab) -> None:
    page = lab.page
    before = minima(page)
    page.mouse.move(*lab.place(3.0, 2.0))
    page.mouse.wheel(0, -1500)
    lab.wait_until("document.querySelectorAll('#basins tbody tr').length", lambda rows: rows < len(before))

    page.keyboard.press("d")
    expect(page.locator("#basins")).to_contain_text("Basins lie on the 2-D map.")
    page.get_by_role("button", name="Go to the map").click()
    expect(page.locator("#map")).to_be_visible()
    page.wait_for_selector("#basins tbody tr")


def test_from_any_surface_a_button_leads_to_four_basins(page: Page) -> None:
    lab = Lab(page)
    lab.open(f"{BEALE}&at=150")
    lab.wait_for_rest()
    page.keyboard.press("b")
    expect(page.locator("#basins tbody th").first).to_contain_text("(3.000, 0.5000)")
    page.get_by_role("button", name="Show Himmelblau's four basins").click()

    expect(page.locator("#basins .panel-look-for")).to_have_text("Memory frays the borders.")
    expect(page.locator("#surface-name")).to_have_text("Himmelblau")


def test_when_the_server_fails_the_last_basins_stay_until_it_is_tried_again(
    lab: Lab, console_errors: list[str]
) -> None:
    page = lab.page
    chooser, fault = page.get_by_label("Whose basins"), page.locator("#basins .fault")
    before = minima(page)
    page.route("**/api/basins", lambda route: route.abort())
    for name in ("Momentum", "Gradient descent", "Momentum"):
        with page.expect_event("requestfailed"):
            chooser.select_option(name)
        expect(fault).to_have_count(1)
        expect(fault).to_contain_text("cannot be reached")
    assert minima(page) == before
    expect(page.locator("#basins")).to_contain_text("Gradient descent: 300 steps from each start")
    assert page.evaluate(COLOURS) >= 8
    console_errors.clear()

    page.unroute("**/api/basins")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#basins")).to_contain_text("Momentum: 300 steps from each start")
    expect(fault).to_be_hidden()


def test_what_takes_long_can_be_cancelled(lab: Lab) -> None:
    page = lab.page
    held: list[Route] = []
    page.route("**/api/basins", lambda route: held.append(route))
    heading = lab.box("#basins tbody")
    page.get_by_label("Whose basins").select_option("Momentum")
    expect(page.locator("#basins .progress")).to_be_visible()
    cancel = page.locator("#basins").get_by_role("button", name="Cancel")
    expect(cancel).to_be_visible()
    assert lab.box("#basins tbody") == heading
    with page.expect_event("requestfailed"):
        cancel.click()

    expect(page.locator("#basins .progress")).to_be_hidden()
    expect(page.locator("#basins")).to_contain_text("Cancelled before the basins were computed.")
    assert len(minima(page)) == 4


def test_nothing_is_asked_while_something_is_dragged(lab: Lab) -> None:
    page = lab.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/api/basins") else None)
    slider = page.get_by_role("slider", name="learning rate").first
    box = slider.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for pixels in (8, 16, 24):
        page.mouse.move(box["x"] + box["width"] / 2 - pixels, box["y"] + box["height"] / 2)
        page.wait_for_timeout(350)
    assert asked == []
    with page.expect_response("**/api/basins"):
        page.mouse.up()
    assert len(asked) == 1


def test_another_shape_of_the_window_brings_other_starts_into_view(lab: Lab) -> None:
    page = lab.page
    with page.expect_request("**/api/basins") as request, page.expect_response("**/api/landscapes"):
        page.set_viewport_size({"width": 1000, "height": 900})
    asked: Any = request.value.post_data_json
    lab.wait_for_view(lambda low, high: [low, high] == pytest.approx([asked["x"]["low"], asked["x"]["high"]]))
    x, y = lab.place(0, 0)
    ring = lab.box("#start")
    assert [ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2] == pytest.approx([x, y], abs=1.5)


@pytest.mark.browser_context_args(
    locale="ko-KR", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
)
def test_on_a_phone_in_korean(page: Page) -> None:
    Lab(page).open(HIMMELBLAU, "ko")
    page.get_by_text("읽기", exact=True).click()

    expect(page.locator("#basins tbody tr")).to_have_count(4)
    expect(page.locator("#basins")).to_contain_text("경계에 놓인 시작점")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
