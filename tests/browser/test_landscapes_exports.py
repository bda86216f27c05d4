"""Exports of a run: copied, downloaded, drawn, run again."""

import csv
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser.lab import RESTING, Lab

pytestmark = pytest.mark.shared_page

RUNNERS = ["Gradient descent", "Momentum", "Adam", "Random search"]


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    return lab


def choose(lab: Lab, name: str) -> None:
    lab.page.get_by_role("button", name="Export").click()
    lab.page.get_by_role("menuitem", name=name).click()


def downloaded(lab: Lab, name: str) -> tuple[str, bytes]:
    with lab.page.expect_download() as download:
        choose(lab, name)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_run_is_copied_as_a_command_and_as_a_program_that_runs(lab: Lab, base_url: str) -> None:
    page = lab.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(lab, "As a curl command")
    expect(page.locator("#toast")).to_have_text("Command copied")
    command = page.evaluate("navigator.clipboard.readText()")
    assert command.startswith(f"curl -N {base_url}/api/runs")
    assert '"rule":"random_search"' in command

    choose(lab, "As a Python program")
    expect(page.locator("#toast")).to_have_text("Program copied")
    program = page.evaluate("navigator.clipboard.readText()")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=True)
    ends = dict(line.split(": ") for line in done.stdout.splitlines())
    assert list(ends) == RUNNERS
    loss, rest = ends["Gradient descent"].split(maxsplit=1)
    assert float(loss) == pytest.approx(7.8e-3, rel=0.01)
    assert rest == "after 300 steps (steps)"


def test_every_number_is_in_the_data(lab: Lab) -> None:
    name, content = downloaded(lab, "Every number, as CSV")
    assert name == "slopelab-run.csv"
    rows = list(csv.DictReader(content.decode().splitlines()))
    assert len(rows) == 4 * 301
    assert rows[0] | {} == {
        "optimizer": "Gradient descent",
        "step": "0",
        "x": "0.75",
        "y": "1.5",
        "loss": rows[0]["loss"],
        "gradient_norm": rows[0]["gradient_norm"],
        "tried_x": "",
        "tried_y": "",
    }
    assert {row["optimizer"] for row in rows} == set(RUNNERS)
    assert all(row["tried_x"] for row in rows if row["optimizer"] == "Random search")

    name, content = downloaded(lab, "Every number, as JSON")
    document = json.loads(content)
    assert document["run"]["steps"] == 300
    momentum = document["optimizers"][1]
    assert (momentum["name"], momentum["end"]["reason"], len(momentum["loss"])) == ("Momentum", "steps", 301)
    assert [float(row["loss"]) for row in rows if row["optimizer"] == "Momentum"] == momentum["loss"]


def test_the_notebook_repeats_the_run(lab: Lab) -> None:
    name, content = downloaded(lab, "Notebook")
    assert name == "slopelab-run.ipynb"
    cells = json.loads(content)["cells"]
    code = "\n\n".join(cell["source"] for cell in cells if cell["cell_type"] == "code")
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.splitlines()[-4:] == [f"{name}: the same." for name in RUNNERS]


def test_data_wait_for_the_whole_run(lab: Lab) -> None:
    page = lab.page
    waiting: list[Route] = []
    page.route("**/api/runs", lambda route: waiting.append(route))
    page.locator("#seed").fill("3")
    page.locator("#seed").press("Enter")
    lab.wait_until("document.querySelector('#lab.resting') === null", bool)
    page.get_by_role("button", name="Export").click()
    for name in ("JSON", "CSV"):
        expect(page.get_by_role("menuitem", name=name)).to_be_disabled()
    expect(page.get_by_role("menuitem", name="CSV")).to_contain_text("has not arrived completely yet")
    expect(page.get_by_role("menuitem", name="Notebook")).to_be_enabled()
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name="Loss curves, as SVG")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Export")).to_be_focused()

    waiting[0].continue_()
    lab.wait_for_rest()
    assert json.loads(downloaded(lab, "Every number, as JSON")[1])["run"]["seed"] == 3


def test_pictures_hold_the_paths_their_names_and_what_lies_under_them(lab: Lab) -> None:
    page = lab.page
    name, content = downloaded(lab, "Map, as SVG")
    assert name == "slopelab-map.svg"
    texts = [element.text for element in ElementTree.fromstring(content).iter("{http://www.w3.org/2000/svg}text")]
    assert texts[-4:] == RUNNERS
    assert b"#e7183d" in content or b"rgb(231, 24, 61)" in content

    name, content = downloaded(lab, "Map, as PNG")
    assert name == "slopelab-map.png"
    picture = Image.open(BytesIO(content)).convert("RGB")
    box = lab.box("#map")
    assert picture.width == 2 * round(box["width"])
    assert picture.height > 2 * round(box["height"])
    assert len(np.unique(np.asarray(picture).reshape(-1, 3), axis=0)) > 20

    page.keyboard.press("b")
    page.wait_for_selector("#basins tbody tr")
    lab.wait_for_rest()
    picture = Image.open(BytesIO(downloaded(lab, "Map, as PNG")[1])).convert("RGB")
    red, _, blue = np.asarray(picture, dtype=int).reshape(-1, 3).T
    assert (blue > red + 25).mean() > 0.05, "the basins are not in the picture"
    assert downloaded(lab, "Loss curves, as PNG")[1][:8] == b"\x89PNG\r\n\x1a\n"
    assert downloaded(lab, "Loss curves, as SVG")[0] == "slopelab-loss.svg"
    expect(page.locator("#basins-panel")).to_be_visible()
