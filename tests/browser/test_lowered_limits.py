"""Every page of a server whose limits are below the usual defaults: none of its requests is refused."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.conftest import PATIENCE
from tests.browser.lesson import section
from tests.conftest import ROOT, SLOPELAB
from tests.servers import serving

LOWERED = {
    "MAX_STEPS": 50,
    "MAX_OPTIMIZERS": 2,
    "MAX_EPOCHS": 3,
    "MAX_TRAINING_STEPS": 200,
    "MAX_HIDDEN": 16,
    "MAX_CLOUDS": 2,
    "MAX_CHECK_PRODUCTS": 10_000,
    "CODEBOOK_WORDS_HIGH": 40,
    "AXIS_COUNT_HIGH": 21,
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
    "CODEBOOK_WORDS_LOW": 10,
    "CODEBOOK_WORDS_HIGH": 10,
    "AXIS_COUNT_HIGH": 5,
    "COORDINATE_BOUND": 0.5,
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


@pytest.fixture(scope="module", params=[LOWERED, LOWEST], ids=["lowered", "lowest"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    environment = {f"SLOPELAB_{name}": str(value) for name, value in request.param.items()}
    environment["SLOPELAB_DATA"] = str(tmp_path_factory.mktemp("data"))
    with serving(SLOPELAB, ROOT, environment) as server:
        yield server.address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which a refusing answer or an error of a script fails the test."""
    context = browser.new_context(
        base_url=address, viewport={"width": 1440, "height": 900}, locale="en-US", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults: list[str] = []

    def note(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status} {response.request.method} {response.url} {response.request.post_data}")

    page.on("response", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.wait_for_load_state("networkidle")
    context.close()
    assert faults == []


def visit(page: Page, path: str) -> None:
    """Open a page and wait until it is ready: choices made earlier are lost."""
    page.goto(path)
    page.wait_for_load_state("networkidle")


def test_landscapes(page: Page, tmp_path: Path) -> None:
    visit(page, "/landscapes")
    page.wait_for_selector("#lab.resting")
    most = page.request.get("/api/limits").json()
    expect(page.locator("#steps")).to_have_value(str(most["steps"]["high"]))
    expect(page.locator("#runners > li")).to_have_count(most["optimizers"]["high"])
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
        page.wait_for_selector("#lab.resting")
    page.get_by_role("button", name="Your own…").click()
    page.wait_for_selector("#lab.resting")
    expect(page.locator("#server-banner")).to_be_hidden()
    expect(page.locator("#map-banner")).to_be_hidden()


def test_a_sentence_speaks_of_what_is_there(page: Page) -> None:
    visit(page, "/landscapes")
    page.locator("#presets").get_by_role("button", name="Saddle").click()
    if page.request.get("/api/limits").json()["optimizers"]["high"] == 1:
        expect(page.locator("#look-for")).to_contain_text("only a nudge to the side finds the way down")
    else:
        expect(page.locator("#look-for")).to_contain_text("Noise finds the way down")
        expect(page.locator("#runners")).to_contain_text("noisy")
    page.wait_for_selector("#lab.resting")


def test_a_link_that_asks_for_more_is_told_what_it_gets(page: Page) -> None:
    limits = page.request.get("/api/limits").json()
    steps, optimizers = limits["steps"]["high"], limits["optimizers"]["high"]
    visit(page, "/landscapes#surface=beale&start=0.25,0.5&steps=5000&optimizer=adam&optimizer=adam&optimizer=momentum")
    page.wait_for_selector("#lab.resting")
    expect(page.locator("#steps")).to_have_value(str(steps))
    expect(page.locator("#link-banner")).to_contain_text(
        "This server does not allow everything that the link asks for. "
        f"Steps: 5000 → {steps}, Optimizers: 3 → {optimizers}."
    )


def test_a_notebook(page: Page) -> None:
    visit(page, "/landscapes")
    page.wait_for_selector("#lab.resting")
    page.locator("#export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Notebook").click()
    assert download.value.path().stat().st_size > 1000


def test_features(page: Page) -> None:
    visit(page, "/features")
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


def test_classifiers(page: Page) -> None:
    visit(page, "/classifiers")
    expect(page.locator("#train-label")).to_have_text("Train")
    for model in ("softmax", "mlp", "convnet"):
        page.locator("#model").select_option(model)
        page.locator("#train").click()
        expect(page.locator("#train-label")).to_have_text("Train")
        expect(page.locator("#counter")).to_have_text("100.0 %")
        expect(page.locator("#server-banner")).to_be_hidden()
    page.locator("#model").select_option("softmax")
    page.locator("#train").click()
    expect(page.locator("#plane-said")).to_contain_text("of its way lies in this plane")
    page.locator("#panels").get_by_text("Check").click()
    page.locator(".check-start").click()
    expect(page.locator("#check .verdict")).not_to_be_empty()


def test_comparison(page: Page) -> None:
    visit(page, "/comparison")
    words = page.request.get("/api/limits").json()["codebook_words"]["high"]
    expect(page.locator("#features")).to_contain_text(f"{words} visual words")
    page.locator("#run").click()
    expect(page.locator("#announcer")).not_to_be_empty()
    expect(page.locator(".bar-value")).to_have_count(8)


def test_lesson(page: Page) -> None:
    visit(page, "/lesson")
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
