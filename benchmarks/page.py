"""The pages in Chromium, rendered in software: first visits, frames a second of playing paths, times of readings."""

import time
from collections.abc import Iterator
from itertools import cycle, islice

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.features import megapixel
from benchmarks.measurement import Measurement, milliseconds
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.servers import Server

VIEWPORT = ViewportSize(width=1440, height=900)
RULES = ("gradient_descent", "momentum", "adam", "nesterov", "rmsprop", "adagrad", "adamw")
RATE_STEP = 0.9
FIRST_CONTROLS = {
    "lesson": "[data-beside=zigzag][href*=surface]",
    "landscapes": "#runners li",
    "features": "#samples button",
    "classifiers": "#runners li",
    "comparison": "#features input",
}
"""The elements that each page makes when its scripts are ready."""
CASES = ((5, 2_000, "240 steps/s"), (20, 5_000, "240 steps/s"), (20, 5_000, "max"))
MAX_SECONDS = 8

RECORDER = """
(seconds) => new Promise((resolve) => {
  const times = [];
  const counter = document.getElementById("counter");
  const steps = () => counter.textContent.split("/").map((text) => Number(text.replace(/\\D/g, "")));
  const button = document.getElementById("run");
  const began = performance.now();
  let painted = null;
  function frame(now) {
    times.push(now);
    const [shown, last] = steps();
    if (painted === null && shown > 0) painted = performance.now() - began;
    if ((painted !== null && shown === last) || now - began > seconds * 1000) resolve({ times, painted });
    else requestAnimationFrame(frame);
  }
  button.click();
  requestAnimationFrame(frame);
})
"""
"""Press Run, record every animation frame until the run is over, and the time of the first step on the screen."""


REDRAW = """
([cell, cells]) => new Promise((resolve) => {
  const reading = document.getElementById("reading-hog");
  const began = performance.now();
  reading.querySelector(`input[value="${cell}"]`).click();
  function frame(now) {
    if (reading.textContent.includes(cells)) resolve(now - began);
    else requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);
})
"""
"""Choose a size of HOG's cells, and return the milliseconds until the right number is on the screen."""


def measurements(server: Server) -> Iterator[Measurement]:
    """The landscape lab while runs of several sizes stream and play; the features page with a photograph."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield from _first_visits(server, browser)
        yield from _landscapes(server, browser)
        yield from _features(server, browser)
        browser.close()


def _first_visits(server: Server, browser: Browser) -> Iterator[Measurement]:
    for room, control in FIRST_CONTROLS.items():
        context = browser.new_context(viewport=VIEWPORT)
        page = context.new_page()
        began = time.perf_counter()
        page.goto(f"{server.address}/{room}", wait_until="commit")
        page.locator(control).first.wait_for(state="attached")
        took = time.perf_counter() - began
        yield Measurement(f"/{room} with a cold cache, until its controls work", milliseconds(took), "≤ 2000 ms")
        context.close()


def _landscapes(server: Server, browser: Browser) -> Iterator[Measurement]:
    for optimizers, steps, speed in CASES:
        page = browser.new_page(viewport=VIEWPORT)
        page.goto(f"{server.address}/landscapes#{fragment(optimizers, steps, speed)}")
        frames, painted = _play(page)
        what = f"page, {optimizers} optimizers × {steps:,} steps at {speed}"
        yield Measurement(what, f"{frames:.0f} fps", "≥ 50 fps")
        if optimizers == 5:
            yield Measurement("page, from Run to the first step on the screen", milliseconds(painted), "≤ 100 ms")
        page.close()


def _features(server: Server, browser: Browser) -> Iterator[Measurement]:
    page = browser.new_page(viewport=VIEWPORT)
    page.goto(f"{server.address}/features")
    reading = page.locator("#reading-hog")
    reading.get_by_text("50 × 75 cells").wait_for()
    began = time.perf_counter()
    page.set_input_files("#file", {"name": "photograph.jpg", "mimeType": "image/jpeg", "buffer": megapixel()})
    reading.get_by_text("128 × 128 cells").wait_for()
    took = time.perf_counter() - began
    yield Measurement("page, from 1 megapixel to its HOG on the screen", milliseconds(took), "≤ 1500 ms")
    redrawn = page.evaluate(REDRAW, ["16", "64 × 64 cells"]) / 1e3
    yield Measurement("page, its HOG with another cell", milliseconds(redrawn), "≤ 200 ms")
    page.close()


def fragment(optimizers: int, steps: int, speed: str) -> str:
    """The address of a lab on Beale with this many optimizers, paused at the start."""
    runners = (
        f"optimizer={rule},learning_rate:{0.01 * RATE_STEP**index:.6f}"
        for index, rule in enumerate(islice(cycle(RULES), optimizers))
    )
    pace = speed.removesuffix(" steps/s")
    return "&".join(["surface=beale", "start=0.75,1.5", "seed=0", f"steps={steps}", *runners, "at=0", f"speed={pace}"])


def _play(page: Page) -> tuple[float, float]:
    """Frames a second while the run plays, and the seconds until its first step was on the screen."""
    page.locator("#stage:not(.loading)").wait_for()
    page.wait_for_timeout(1500)
    record = page.evaluate(RECORDER, MAX_SECONDS)
    times = record["times"]
    return (len(times) - 1) / (times[-1] - times[0]) * 1e3, record["painted"] / 1e3
