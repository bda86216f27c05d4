"""The landscape lab as a person uses it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, Page

from tests.browser.conftest import PATIENCE

LOOK_MILLISECONDS = 100

BEALE = (
    "#surface=beale&start=0.75,1.5&seed=0&steps=300&optimizer=gradient_descent,learning_rate:0.01"
    "&optimizer=momentum,learning_rate:0.01,momentum:0.9&optimizer=adam,learning_rate:0.3&optimizer=random_search"
)
"""The fragment of the first visit, which plays when opened."""

RESTING = f"{BEALE}&at=150"
"""The same fragment, paused in the middle."""


TONES = """
(() => {
  const canvas = document.querySelector("#stage .ground");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.slice(at, at + 4).join();
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
})()
"""


@dataclass(frozen=True)
class Row:
    """A row of the ranking."""

    name: str
    fate: str
    loss: str
    losses: str
    gradients: str


class Lab:
    """The actions of a person in the lab, and what the lab shows."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, fragment: str = "", language: str = "en") -> None:
        """Open the lab and wait until its map is there."""
        self.page.goto(f"/landscapes?lang={language}{fragment}")
        self._wait_for_map()

    def reload(self) -> None:
        """Open what the address says anew and wait until its map is there: the controls do nothing before."""
        self.page.reload()
        self._wait_for_map()

    def _wait_for_map(self) -> None:
        self.page.wait_for_selector("#lab:not([aria-busy]) #stage:not(.loading)")

    def wait_for_rest(self) -> None:
        """Wait until nothing moves and Plotly has drawn the picture."""
        self.page.wait_for_selector("#lab.resting")

    def slow_down(self) -> None:
        """Let runs play for a minute from now on, so that a test has time to see them playing."""
        self.page.locator("#speed").select_option(index=0)

    def wait_until(self, expression: str, holds: Callable[[Any], bool]) -> None:
        """Wait until a JavaScript expression has an acceptable value."""
        until = time.monotonic() + PATIENCE / 1000
        while not holds(value := self.page.evaluate(expression)):
            if time.monotonic() > until:
                pytest.fail(f"{expression} stays {value}")
            self.page.wait_for_timeout(LOOK_MILLISECONDS)

    def wait_for_another(self, expression: str, value: Any) -> Any:
        """Wait until a JavaScript expression has another value than this one, and return that."""
        self.wait_until(expression, lambda later: later != value)
        return self.page.evaluate(expression)

    def wait_for_view(self, shows: Callable[[float, float], bool]) -> None:
        """Wait until the horizontal axis, from low to high, is acceptable."""
        self.wait_until("document.getElementById('map')._fullLayout.xaxis.range", lambda range: shows(*range))

    def wait_for_ranking(self, expected: list[Row]) -> None:
        """Wait until the ranking, which is updated after the pictures, reads as expected."""
        until = time.monotonic() + PATIENCE / 1000
        while self.ranking() != expected and time.monotonic() < until:
            self.page.wait_for_timeout(LOOK_MILLISECONDS)
        assert self.ranking() == expected

    def choose_steps(self, steps: int) -> None:
        """Type the number of steps and wait until it is in the address."""
        self.page.locator("#steps").fill(str(steps))
        self.page.locator("#steps").press("Enter")
        self.page.wait_for_url(f"**steps={steps}**")

    def drag(self, element: Locator, pixels: int) -> None:
        """Drag an element, or what it shows, from its middle to the right."""
        box = element.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + pixels, y, steps=8)
        mouse.up()

    def finish(self) -> None:
        """Jump to the end and wait until everything is there."""
        self.page.locator("#finish").click()
        self.wait_for_rest()

    def ranking(self) -> list[Row]:
        """The ranking as it reads, the lowest loss first."""
        rows = self.page.locator("#ranking tr").evaluate_all(
            """rows => rows.map((row) =>
                 [".ranking-name", ".chip", "td.number ~ td.number"].flatMap((cells) =>
                   [...row.querySelectorAll(cells)].map((cell) => cell.innerText)))"""
        )
        return [Row(*row) for row in rows]

    def names(self) -> list[str]:
        """The names in the ranking, the lowest loss first."""
        return [row.name for row in self.ranking()]

    def step(self) -> int:
        """The step that the counter shows."""
        return int(self.page.locator("#counter").inner_text().split("/")[0].replace(",", ""))

    def start(self) -> tuple[float, float]:
        """The start of the run according to the fields."""
        x, y = (self.page.locator(field).input_value().replace("−", "-") for field in ("#start-x", "#start-y"))
        return float(x), float(y)

    def box(self, selector: str) -> FloatRect:
        """The place of an element on the screen."""
        box = self.page.locator(selector).bounding_box()
        assert box is not None
        return box

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point of the plane on the screen."""
        place: list[float] = self.page.evaluate(
            """([x, y]) => {
              const map = document.getElementById("map");
              const { xaxis, yaxis } = map._fullLayout;
              const { left, top } = map.getBoundingClientRect();
              return [left + xaxis._offset + xaxis.d2p(x), top + yaxis._offset + yaxis.d2p(y)];
            }""",
            [x, y],
        )
        return place[0], place[1]

    def tones(self) -> list[str]:
        """The colours of the map's ground, the most frequent one first."""
        colours: list[str] = self.page.evaluate(TONES)
        return colours

    def picture(self) -> Any:
        """The content of the map at rest: the axes, and the points of every trace."""
        return self.page.evaluate(
            """() => {
              const { _fullLayout: layout, data } = document.getElementById("map");
              const traces = data.map(({ x, y, text, mode }) => ({ x, y, text, mode }));
              return { x: layout.xaxis.range, y: layout.yaxis.range, traces };
            }"""
        )
