"""Every page of a server whose limits are below the usual defaults: none of its requests is refused."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from tests.browser.conftest import new_page
from tests.browser.lesson import section
from tests.servers import serving_here

LOWERED = {
    "MAX_STEPS": 50,
    "MAX_OPTIMIZERS": 2,
    "MAX_EPOCHS": 3,
    "MAX_TRAINING_STEPS": 200,
    "MAX_HIDDEN": 16,
    "MAX_CLOUDS": 2,
    "MAX_CHECK_PRODUCTS": 10_000,
    "MAX_CODEBOOK_WORDS": 40,
    "MAX_AXIS_COUNT": 21,
    "MAX_BASIN_STARTS": 441,
    "MAX_BASIN_STEPS": 100,
    "MAX_SWEEP_VALUES": 5,
    "MAX_PIPELINE_STEPS": 1,
    "MAX_IMAGE_PIXELS": 40_000,
    "MAX_SEED": 0,
}
LOWEST = {
    "MAX_STEPS": 1,
    "MAX_OPTIMIZERS": 1,
    "MAX_TRAINING_STEPS": 20,
    "MAX_HIDDEN": 1,
    "MAX_CLOUDS": 1,
    "MAX_CLOUD_SIZE": 8,
    "MAX_CHECK_PRODUCTS": 1,
    "MIN_CODEBOOK_WORDS": 10,
    "MAX_CODEBOOK_WORDS": 10,
    "MAX_AXIS_COUNT": 5,
    "MAX_COORDINATE": 0.5,
    "MAX_BASIN_STARTS": 4,
    "MAX_BASIN_STEPS": 1,
    "MAX_BASIN_WORK": 65_536,
    "MAX_SWEEP_VALUES": 1,
    "MAX_SWEEP_STEPS": 1,
    "MAX_NOTEBOOK_STEPS": 1,
    "MAX_LABEL_LENGTH": 1,
    "MAX_PIPELINE_STEPS": 1,
    "MAX_IMAGE_PIXELS": 4096,
    "MAX_IMAGE_BYTES": 20_000,
    "MAX_HOG_NUMBERS": 300,
    "MAX_SEED": 0,
}
PRESETS = 6
FIGURES = 13

Visit = Callable[[str], None]


@pytest.fixture(scope="module", params=[LOWERED, LOWEST], ids=["lowered", "lowest"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    limits = {name.lower(): value for name, value in request.param.items()}
    with serving_here(data=tmp_path_factory.mktemp("data"), **limits) as server:
        yield server.address


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page on which an answer that refuses and an error of a script fail the test."""
    page = new_page(context, reduced_motion="reduce")
    faults: list[str] = []

    def note(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status} {response.request.method} {response.url} {response.request.post_data}")

    page.on("response", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.wait_for_load_state("networkidle")
    assert faults == []


@pytest.fixture
def visit(page: Page, address: str) -> Visit:
    """Opens a page and waits until it has what it needs: what is chosen before that is lost."""

    def visit(path: str) -> None:
        page.goto(f"{address}{path}")
        page.wait_for_load_state("networkidle")

    return visit


@pytest.fixture
def high(page: Page, address: str) -> dict[str, int]:
    """The largest value of each field, as the server tells it."""
    limits: dict[str, dict[str, int]] = page.request.get(f"{address}/api/limits").json()
    return {name: limit["high"] for name, limit in limits.items() if isinstance(limit, dict) and "high" in limit}


def test_landscapes(page: Page, visit: Visit, high: dict[str, int], tmp_path: Path) -> None:
    visit("/landscapes")
    page.wait_for_selector("#lab.resting")
    expect(page.locator("#steps")).to_have_value(str(high["steps"]))
    expect(page.locator("#runners > li")).to_have_count(high["optimizers"])
    page.locator("#run").click()
    page.wait_for_selector("#lab.resting")

    page.locator("#panels").get_by_text("Step", exact=True).click()
    expect(page.locator("#anatomy table")).to_be_visible()
    page.locator("#panels").get_by_text("Check").click()
    expect(page.locator("#check .verdict")).not_to_be_empty()
    page.get_by_role("button", name="Show Rosenbrock").click()
    expect(page.locator("#check table")).to_be_visible()
    page.locator("#panels").get_by_text("Sweep").click()
    page.get_by_role("button", name="Show the cliff").click()
    expect(page.locator(".sweep-read")).not_to_be_empty()
    page.locator("#panels").get_by_text("Basins").click()
    expect(page.locator("#basins table")).to_be_visible()
    himmelblau = page.get_by_role("button", name="Show Himmelblau")
    himmelblau.click()
    expect(himmelblau).to_have_count(0)

    for index in range(PRESETS):
        page.locator("#presets button").nth(index).click()
        page.locator("#finish").click()
        page.wait_for_selector("#lab.resting")
    page.get_by_role("button", name="Your own…").click()
    page.wait_for_selector("#lab.resting")
    expect(page.locator("#server-banner")).to_be_hidden()
    expect(page.locator("#map-banner")).to_be_hidden()


def test_a_sentence_speaks_of_what_is_there(page: Page, visit: Visit, high: dict[str, int]) -> None:
    visit("/landscapes")
    page.locator("#presets").get_by_role("button", name="Saddle").click()
    if high["optimizers"] == 1:
        expect(page.locator("#look-for")).to_contain_text("only a nudge to the side finds the way down")
    else:
        expect(page.locator("#look-for")).to_contain_text("Noise finds the way down")
        expect(page.locator("#runners")).to_contain_text("noisy")
    page.wait_for_selector("#lab.resting")


def test_a_link_that_asks_for_more_is_told_what_it_gets(page: Page, visit: Visit, high: dict[str, int]) -> None:
    steps, optimizers = high["steps"], high["optimizers"]
    visit("/landscapes#surface=beale&start=0.25,0.5&steps=5000&optimizer=adam&optimizer=adam&optimizer=momentum")
    page.wait_for_selector("#lab.resting")
    expect(page.locator("#steps")).to_have_value(str(steps))
    expect(page.locator("#link-banner")).to_contain_text(
        "This server does not allow everything that the link asks for. "
        f"Steps: 5000 → {steps}, Optimizers: 3 → {optimizers}."
    )


def test_a_notebook(page: Page, visit: Visit) -> None:
    visit("/landscapes")
    page.wait_for_selector("#lab.resting")
    page.locator("#export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Notebook").click()
    assert download.value.path().stat().st_size > 1000


def test_features(page: Page, visit: Visit) -> None:
    visit("/features")
    for reading in ("pixels", "hog", "sift", "color"):
        page.locator(f"#readings input[value={reading}]").check(force=True)
        expect(page.locator(f"#reading-{reading} .reading-content")).to_be_visible()
        page.wait_for_load_state("networkidle")
    page.locator("#change input[value=shuffled]").check(force=True)
    expect(page.locator("#comparison")).not_to_be_empty()
    page.locator("#readings input[value=words]").check(force=True)
    expect(page.locator("#reading-words")).to_contain_text("words occur")
    page.get_by_text("Learn another codebook").click()
    page.locator(".learn-more").get_by_role("button", name="Learn").click()
    expect(page.locator("#server-banner")).to_be_hidden()


def test_classifiers(page: Page, visit: Visit) -> None:
    visit("/classifiers")
    expect(page.locator("#train-label")).to_have_text("Train")
    for model in ("softmax", "mlp", "convnet"):
        page.locator("#model").select_option(model)
        page.locator("#train").click()
        expect(page.locator("#train-label")).to_have_text("Train")
        expect(page.locator("#counter")).to_have_text("100.0 %")
        expect(page.locator("#server-banner")).to_be_hidden()
    page.locator("#model").select_option("softmax")
    page.locator("#train").click()
    expect(page.locator("#plane-said")).to_contain_text("of the path’s variation")
    page.locator("#panels").get_by_text("Check").click()
    page.locator(".check-start").click()
    expect(page.locator("#check .verdict")).not_to_be_empty()


def test_comparison(page: Page, visit: Visit, high: dict[str, int]) -> None:
    visit("/comparison")
    expect(page.locator("#features")).to_contain_text(f"{high['codebook_words']} visual words")
    page.locator("#run").click()
    expect(page.locator("#announcer")).not_to_be_empty()
    expect(page.locator(".bar-value")).to_have_count(8)


def test_lesson(page: Page, visit: Visit) -> None:
    visit("/lesson")
    for number in range(1, FIGURES + 1):
        here = section(page, f"s{number}")
        expect(here.locator(".show-me")).to_be_hidden()
        expect(here.locator(".waiting")).not_to_have_class("busy")
        page.wait_for_load_state("networkidle")
        expect(here.locator(".figure-trouble")).to_be_empty()
    for again in ("s2", "s13"):
        section(page, again).get_by_role("button", name="again").click()
        page.wait_for_load_state("networkidle")
    page.locator("#end").scroll_into_view_if_needed()
    expect(page.locator("#end-said")).not_to_be_empty()
    take = page.locator("#end-take")
    if take.is_enabled():
        take.click()
        expect(page.locator("#end-said")).to_contain_text("Steps taken: 1.")
    said = page.locator("main").inner_text()
    assert not re.search("1,000 (words|centres|numbers)", said)
    assert "undefined" not in said
    assert "NaN" not in said
