"""The relief, and its position read from Plotly's camera."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import RESTING, Lab

CORNERS = [[0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1], [0, 0, 0]]
COLOURS = ["#ff00ff", "#ff0000", "#00ff00", "#0000ff", "#00ffff"]
MARKED_CORNERS = """
async ([corners, colours]) => {
  const plot = document.getElementById("relief");
  const { xaxis, yaxis, zaxis } = plot._fullLayout.scene;
  const points = corners.map(([i, j, k]) => [xaxis.range[i], yaxis.range[j], zaxis.range[k]]);
  const base = document.querySelector("script[type=module]").src.replace(/pages.*/, "");
  const { readCamera } = await import(`${base}charts/camera.js`);
  await Plotly.addTraces(plot, points.map(([x, y, z], place) => ({
    type: "scatter3d", mode: "markers", x: [x], y: [y], z: [z], hoverinfo: "skip",
    marker: { color: colours[place], size: 12, opacity: 1, line: { width: 0 } },
  })));
  for (let frame = 0; frame < 12; frame += 1) await new Promise(requestAnimationFrame);
  const image = new Image();
  image.src = await Plotly.toImage(plot, { format: "png", width: plot.clientWidth, height: plot.clientHeight });
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const found = points.map(([x, y, z], place) => {
    const pixel = new Float64Array(2);
    readCamera(plot).project(x, y, z, pixel);
    const wanted = [1, 3, 5].map((at) => parseInt(colours[place].slice(at, at + 2), 16));
    let [count, sumX, sumY] = [0, 0, 0];
    for (let at = 0; at < data.length; at += 4) {
      if (wanted.every((part, channel) => Math.abs(data[at + channel] - part) < 15)) {
        count += 1; sumX += (at / 4) % image.width; sumY += Math.floor(at / 4 / image.width);
      }
    }
    return { projected: [...pixel], drawn: [sumX / count, sumY / count], count };
  });
  await Plotly.deleteTraces(plot, points.map((_, place) => -1 - place));
  return found;
}
"""


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(f"{RESTING}&mode=relief")
    page.wait_for_selector("#relief canvas")
    return lab


@pytest.mark.shared_page
def test_corners_are_projected_to_where_plotly_draws_them(lab: Lab) -> None:
    lab.wait_for_rest()
    found: list[dict[str, Any]] = lab.page.evaluate(MARKED_CORNERS, [CORNERS, COLOURS])
    for corner in found:
        assert corner["count"] > 20
        assert corner["projected"] == pytest.approx(corner["drawn"], abs=1.5)


@pytest.mark.shared_page
def test_the_relief_shows_the_paths_and_goes_back(lab: Lab) -> None:
    lab.wait_for_rest()
    expect(lab.page.locator("#relief")).to_be_visible()
    expect(lab.page.get_by_role("figure", name="3-D surface of the loss Beale")).to_be_visible()
    described = lab.page.locator("#stage-picture")
    expect(described).to_have_accessible_name(re.compile("x from −2 to 4.5"))
    names = lab.page.evaluate("document.getElementById('relief').data.slice(1).map(({ name }) => name)")
    assert names == ["Gradient descent", "Momentum", "Adam", "Random search"]

    lab.page.keyboard.press("d")
    expect(lab.page.locator("#map")).to_be_visible()
    expect(lab.page.locator("#relief")).to_be_hidden()


@pytest.mark.shared_page
def test_running_again_clears_the_relief_of_the_last_run(lab: Lab) -> None:
    lab.wait_for_rest()
    lab.page.locator("#speed").select_option("5 steps/s")
    lab.page.keyboard.press("r")
    expect(lab.page.locator("#run-label")).to_have_text("Pause")

    lab.wait_until("document.getElementById('relief').data.length", lambda count: count == 1)


@pytest.mark.shared_page
def test_turning_the_relief_is_in_the_address(lab: Lab) -> None:
    lab.wait_for_rest()
    box = lab.box("#relief")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    for step in range(1, 6):
        lab.page.mouse.move(x + 12 * step, y)
        lab.page.wait_for_timeout(120)
    lab.page.mouse.up()

    lab.page.wait_for_url("**camera=**")


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


def test_where_the_camera_cannot_be_read_plotly_draws_the_paths(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    page.evaluate(
        "Object.defineProperty(Object.prototype, 'cameraParams',"
        " { get: () => undefined, set: () => {}, configurable: true })"
    )
    page.keyboard.press("d")
    page.keyboard.press(" ")
    page.wait_for_selector("#relief canvas")

    traces = "document.getElementById('relief').data.filter(({ type }) => type === 'scatter3d').length"
    lab.wait_until(traces, lambda count: count == 4)
