"""Every link of the documentation shows what it is said to show."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import Lab

DOCS = Path(__file__).parent.parent.parent / "docs"
LINK = re.compile(r"`(/(?:landscapes|lesson|features|classifiers|comparison)#[^`]+)`")


def documented() -> list[str]:
    """The links to states of pages in all documents, but for placeholders."""
    links = [link for file in sorted(DOCS.glob("*.md")) for link in LINK.findall(file.read_text())]
    return [link for link in links if "\N{HORIZONTAL ELLIPSIS}" not in link]


def rosenbrock(page: Page) -> None:
    lab = Lab(page)
    lab.finish()
    expect(page.locator("#surface-name")).to_have_text("Rosenbrock")
    assert lab.names() == ["Adam", "Gradient descent"]
    expect(page.locator("#counter")).to_have_text("1,000 / 1,000")


def beyond_the_threshold(page: Page) -> None:
    lab = Lab(page)
    lab.finish()
    [row] = lab.ranking()
    assert row.name == "Gradient descent"
    assert float(row.loss.replace(",", "")) > 50, "just above the threshold the loss grows"


def taken_apart(page: Page) -> None:
    expect(page.locator("#step-heading")).to_have_text("Anatomy of step 12")
    expect(page.locator("#anatomy table")).to_be_visible()


def edges(page: Page) -> None:
    expect(page.locator("#reading-hog .reading-content")).to_be_visible()
    expect(page.locator("#reading-hog")).to_contain_text("cells; the descriptor has")


def hidden_layer(page: Page) -> None:
    page.locator("#train").click()
    row = page.locator("#results[aria-busy=false] tr")
    expect(row.locator(".number").nth(2)).to_have_text(re.compile(r"\d"))
    expect(row).to_contain_text("Momentum, batches of 64")
    accuracy = float(row.locator(".number").nth(2).inner_text().split(" ")[0])
    assert accuracy > 90, "a hidden layer that learns"


def three_features(page: Page) -> None:
    expect(page.locator(".feature-sheet input:checked")).to_have_count(3)


def minibatches(page: Page) -> None:
    expect(page.locator("#s7")).to_be_in_viewport()
    expect(page.locator("#s7 h3")).to_have_text("Minibatches")


SHOWN: dict[str, Callable[[Page], None]] = {
    "surface=rosenbrock": rosenbrock,
    "surface=own": beyond_the_threshold,
    "panel=step": taken_apart,
    "reading=hog": edges,
    "model=mlp": hidden_layer,
    "feature=color": three_features,
    "/lesson#s7": minibatches,
}
"""What the link with a part like this shows."""


@pytest.mark.parametrize("link", documented())
def test_a_documented_link_shows_what_it_says(page: Page, link: str) -> None:
    checks = [check for part, check in SHOWN.items() if part in link]
    assert len(checks) == 1, "a new link in the documentation needs its check here"
    page.goto(link)
    checks[0](page)
