"""The landscape in 3-D: what is drawn, the camera, and that nothing runs while nothing moves."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import RESTING, Lab

OUTLINE = """
async () => {
  const canvas = document.querySelector(".relief-canvas");
  const copy = new OffscreenCanvas(canvas.clientWidth, canvas.clientHeight);
  const context = copy.getContext("2d");
  context.drawImage(canvas, 0, 0, copy.width, copy.height);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  const [xs, ys] = [[], []];
  for (let at = 3; at < data.length; at += 4) {
    if (data[at] < 40) continue;
    xs.push(((at - 3) / 4) % copy.width);
    ys.push(Math.floor((at - 3) / 4 / copy.width));
  }
  const ends = (all) => [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
  return { x: ends(xs), y: ends(ys), width: copy.width, height: copy.height, covered: xs.length };
}
"""
"""Where the block and its floor are drawn, in pixels of the stage, and how many pixels they cover."""

COLOURED = """
(colour) => {
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  let count = 0;
  for (const canvas of document.querySelectorAll("#overlay canvas")) {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4) {
      const alike = channels.every((channel, index) => Math.abs(data[at + index] - channel) < 12);
      if (alike && data[at + 3] > 200) count += 1;
    }
  }
  return count;
}
"""
MOMENTUM = "#e7183d"
STILL = f"{RESTING}&mode=relief&camera=-1.05,-1.28,0.98"
"""The relief with a camera that was put, and therefore does not circle in."""

PICTURE = """
[...document.querySelector(".relief-canvas").toDataURL()].reduce(
  (sum, character) => (31 * sum + character.charCodeAt(0)) % 1e9, 7)
"""
"""A number that changes when the picture of the block does."""

AXES = PICTURE.replace(".relief-canvas", "#relief .annotation")
"""A number that changes when the camera moves, and not when the same picture is drawn more finely."""

PAINTED = """
[...document.querySelectorAll("#relief .annotation")].map((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((_, at) => at % 4 === 3 && data[at] > 40).length;
})
"""
"""How many pixels the axes, the shadows of the paths and the dropped lines cover."""

FRAMES = "() => { window.frames_asked = 0; const ask = window.requestAnimationFrame; \
window.requestAnimationFrame = (step) => { window.frames_asked += 1; return ask.call(window, step); }; }"


def turned(lab: Lab) -> Any:
    """The picture of the block, which changes when the camera moves."""
    return lab.page.evaluate(PICTURE)


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(STILL)
    lab.wait_for_rest()
    return lab


@pytest.mark.shared_page
def test_the_block_fills_the_frame(lab: Lab) -> None:
    outline = lab.page.evaluate(OUTLINE)
    assert outline["covered"] > 0.35 * outline["width"] * outline["height"]
    assert outline["y"][1] - outline["y"][0] > 0.8 * outline["height"]
    assert outline["x"][0] >= 0
    assert outline["x"][1] < outline["width"]


@pytest.mark.shared_page
def test_the_relief_shows_the_paths_says_what_it_is_and_goes_back(lab: Lab) -> None:
    page = lab.page
    expect(page.locator("#relief")).to_be_visible()
    expect(page.get_by_role("figure", name="3-D surface of the loss Beale")).to_be_visible()
    expect(page.locator("#stage-picture")).to_have_accessible_name(re.compile("x from −2 to 4.5"))
    assert page.evaluate(COLOURED, MOMENTUM) > 100
    page.get_by_role("button", name="Show Momentum").click()
    lab.wait_until(f"({COLOURED})('{MOMENTUM}')", lambda count: count < 20)
    page.get_by_role("button", name="Show Momentum").click()
    lab.wait_until(f"({COLOURED})('{MOMENTUM}')", lambda count: count > 100)

    page.keyboard.press("d")
    expect(page.locator("#map")).to_be_visible()
    expect(page.locator("#relief")).to_be_hidden()


@pytest.mark.shared_page
def test_while_nothing_moves_no_frame_is_asked_for(lab: Lab) -> None:
    lab.page.evaluate(FRAMES)
    lab.page.wait_for_timeout(400)
    assert lab.page.evaluate("window.frames_asked") == 0


@pytest.mark.shared_page
def test_turning_by_hand_or_key_is_in_the_address_and_home_goes_back(lab: Lab) -> None:
    page = lab.page
    given = turned(lab)
    lab.drag(page.locator("#relief"), 60)
    page.wait_for_url(lambda address: "camera=-1.05" not in address)
    lab.wait_until(PICTURE, lambda picture: picture != given)

    by_hand = page.url
    page.locator("#relief").focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_function("(address) => location.href !== address", arg=by_hand)
    assert lab.step() == 150, "the key turns the relief and takes no step"

    page.locator("#home").click()
    page.wait_for_function("() => !location.hash.includes('camera=')")
    lab.wait_until(PICTURE, lambda picture: picture != given)


@pytest.mark.shared_page
def test_pointing_at_a_path_names_its_step_and_a_click_opens_it(lab: Lab) -> None:
    page = lab.page
    box = lab.box("#relief")
    for place in range(200):
        x = box["x"] + box["width"] * (0.3 + 0.4 * ((place * 0.618) % 1))
        y = box["y"] + box["height"] * (0.3 + 0.35 * ((place * 0.755) % 1))
        page.mouse.move(x, y)
        if page.locator(".tip").is_visible() and "step 0" not in page.locator(".tip").inner_text():
            break
    else:
        pytest.fail("no path was found")
    name, step, *_ = page.locator(".tip").inner_text().splitlines()
    page.mouse.click(x, y)
    expect(page.locator("#step-heading")).to_have_text(f"Anatomy of {step}")
    expect(page.get_by_label("Whose step")).to_have_value(name)


@pytest.mark.shared_page
def test_the_height_is_logarithmic_linear_or_by_rank(lab: Lab) -> None:
    page = lab.page
    pictures = {turned(lab)}
    for name, value in (("loss", "linear"), ("loss (by rank)", "rank")):
        page.get_by_role("button", name="Layers").click()
        page.get_by_role("menuitemcheckbox", name=name, exact=True).click()
        page.wait_for_url(f"**heights={value}**")
        lab.wait_until(PICTURE, lambda now: now not in pictures)
        pictures.add(turned(lab))


def test_the_relief_circles_in_unless_motion_is_not_wanted(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    page.keyboard.press("d")
    page.wait_for_selector("#relief:not([hidden])")
    axes = page.evaluate(AXES)
    for _ in range(3):
        axes = lab.wait_for_another(AXES, axes)

    page.keyboard.press("d")
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Saddle").click()
    page.wait_for_url("**surface=saddle**")
    page.keyboard.press("d")
    page.wait_for_selector("#relief:not([hidden])")
    still = page.evaluate(AXES)
    page.wait_for_timeout(600)
    assert page.evaluate(AXES) == still


@pytest.mark.shared_page
def test_paths_cast_shadows_on_the_floor_and_drop_lines_to_it(lab: Lab) -> None:
    page = lab.page
    axes, shadows, drops = page.evaluate(PAINTED)
    assert min(axes, shadows, drops) > 30
    for name in ("Gradient descent", "Momentum", "Adam", "Random search"):
        page.get_by_role("button", name=f"Show {name}").click()
    lab.wait_until(PAINTED, lambda painted: painted[1] == 0 and painted[2] < drops)


def test_without_webgl_the_map_stays_and_says_why(page: Page) -> None:
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };"
    )
    lab = Lab(page)
    lab.open(f"{RESTING}&mode=relief")
    lab.wait_for_rest()

    expect(page.locator("#picture-note")).to_contain_text("cannot draw in 3-D")
    expect(page.locator("#map")).to_be_visible()


def test_the_relief_comes_back_when_the_graphics_card_was_taken_away(page: Page) -> None:
    lab = Lab(page)
    lab.open(STILL)
    lab.wait_for_rest()
    before = page.evaluate(OUTLINE)
    page.evaluate(
        """async () => {
          const canvas = document.querySelector(".relief-canvas");
          const lose = canvas.getContext("webgl2").getExtension("WEBGL_lose_context");
          const restored = new Promise((resolve) => canvas.addEventListener("webglcontextrestored", resolve));
          lose.loseContext();
          await new Promise((resolve) => setTimeout(resolve, 50));
          lose.restoreContext();
          await restored;
        }"""
    )
    lab.wait_until(f"({OUTLINE})()", lambda outline: outline["covered"] == pytest.approx(before["covered"], rel=0.01))
