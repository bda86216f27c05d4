"""What docs/extending.md adds is on the pages, in a copy of the project with all its changes."""

import re
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.extended import extended_copy
from tests.servers import Server, serving


@pytest.fixture(scope="session")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the copy."""
    copy = extended_copy(tmp_path_factory.mktemp("extended"))
    environment = {"SLOPELAB_DATA": str(tmp_path_factory.mktemp("data")), "PYTHONPATH": ""}
    with serving([sys.executable, "-m", "app.cli"], copy, environment) as server:
        yield server


@pytest.fixture(scope="session")
def base_url(extended: Server) -> str:
    """The address of the copy."""
    return extended.address


def test_a_new_rule_starts_at_its_own_rate_on_a_new_surface(base_url: str, page: Page) -> None:
    page.goto(f"{base_url}/landscapes#surface=zakharov&optimizer=sign_descent")
    expect(page.locator("#surface-name")).to_have_text("Zakharov")
    expect(page.locator("#runners li")).to_contain_text("Sign descent")
    expect(page.get_by_role("textbox", name="learning rate")).to_have_value("0.3")
    expect(page.locator("html")).to_have_css("--accent", "light-dark(#8a3ffc, #be95ff)")


def test_a_new_feature_is_shown_as_its_vector(base_url: str, page: Page) -> None:
    page.goto(f"{base_url}/features#reading=corners")
    panel = page.locator("#reading-corners")
    expect(panel).to_contain_text("12 numbers; the largest is number 3: 201")
    assert panel.locator("canvas").evaluate("canvas => [canvas.width, canvas.height]") == [12, 1]
    expect(page.locator("#comparison")).to_contain_text("cosine of the vectors 0.9")
    expect(page.locator("#look-for")).to_have_text("The mean colour of each quarter of the picture.")


def test_a_new_panel_opens_from_a_link_and_by_its_key(base_url: str, page: Page) -> None:
    page.goto(f"{base_url}/classifiers#data=stripes&epochs=2&panel=gap")
    expect(page.locator("#gap")).to_contain_text("How much better")
    expect(page.locator("#gap li").first).to_have_text(re.compile(r"Gradient descent, all examples: −?[\d.]+ %"))
    page.keyboard.press("k")
    expect(page.locator("#gap")).to_be_hidden()
    page.keyboard.press("o")
    expect(page.locator("#gap")).to_be_visible()
