"""The first visit (lecture points S1, S2, S3, S6)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import Lab

RECORD_LABELS = """
window.labels = [];
addEventListener("DOMContentLoaded", () => {
  const label = document.getElementById("run-label");
  new MutationObserver(() => window.labels.push(label.textContent)).observe(label, { childList: true });
});
"""


def open_and_let_it_play(lab: Lab) -> None:
    """Open the lab for the first time, and wait for the end of the run that plays by itself."""
    lab.page.add_init_script(RECORD_LABELS)
    lab.open()
    lab.page.wait_for_function("() => window.labels.includes('Pause')")
    lab.page.locator("#speed").select_option("max")
    lab.wait_for_rest()


def test_the_run_plays_by_itself_and_ranks_the_four_by_loss(page: Page) -> None:
    lab = Lab(page)
    open_and_let_it_play(lab)

    assert lab.step() == 300
    first, second, third, fourth = lab.ranking()
    assert (first.name, first.loss, first.fate) == ("Momentum", "1.6e-12", "arrived")
    assert (second.name, second.loss, second.fate) == ("Adam", "2.8e-12", "arrived")
    assert (third.name, third.loss, third.fate) == ("Gradient descent", "0.007762", "still moving")
    assert (fourth.name, fourth.fate) == ("Random search", "still guessing")
    assert (first.losses, first.gradients) == ("0", "300")
    assert (fourth.losses, fourth.gradients) == ("301", "0")


def test_the_end_is_announced_once_and_the_picture_described(page: Page) -> None:
    lab = Lab(page)
    open_and_let_it_play(lab)

    expect(page.locator("#announcer")).to_contain_text("Momentum: loss 1.6e-12, arrived.")
    described = page.get_by_role("figure", name="Contour map of the loss Beale")
    expect(described).to_have_accessible_name(re.compile(r"Momentum at \(3\.000, 0\.5000\)"))


def test_one_sentence_says_what_to_look_for(page: Page) -> None:
    Lab(page).open()

    expect(page.locator("#look-for")).to_have_text(
        "Blue and red use the same learning rate. Only red remembers its last steps."
    )


def test_the_axes_have_equal_scales(page: Page) -> None:
    lab = Lab(page)
    lab.open()

    (x0, y0), (x1, y1) = lab.place(0, 0), lab.place(1, 1)
    assert x1 - x0 == pytest.approx(y0 - y1, rel=1e-6)


@pytest.mark.browser_context_args(reduced_motion="reduce")
def test_reduced_motion_shows_the_finished_paths(page: Page) -> None:
    lab = Lab(page)
    lab.open()
    lab.wait_for_rest()

    assert lab.step() == 300
    assert lab.names()[0] == "Momentum"
