"""A custom loss, typed and descended."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.held_requests import held
from tests.browser.lab import RESTING, TONES, Lab

WAVES = "sin(3*x)*cos(2*y) + 0.1*(x**2+y**2)"


@pytest.fixture
def lab(page: Page) -> Lab:
    lab = Lab(page)
    lab.open(RESTING)
    lab.wait_for_rest()
    return lab


def typed(lab: Lab, text: str) -> None:
    """Replace the content of the field by a text, key by key."""
    field = lab.page.get_by_role("textbox", name="Your loss in x and y")
    field.focus()
    field.press("ControlOrMeta+a")
    field.press_sequentially(text)


@pytest.mark.shared_page
@pytest.mark.usefixtures("refusals")
def test_a_typed_loss_is_set_derived_drawn_and_descended(lab: Lab) -> None:
    page = lab.page
    page.get_by_role("button", name="Your own…").click()
    field = page.get_by_role("textbox", name="Your loss in x and y")
    expect(field).to_be_focused()
    assert field.input_value().startswith("(1.5 - x + x*y)**2")
    before = lab.ranking()
    view = lab.picture()["x"]
    ground = lab.tones()

    typed(lab, WAVES)
    expect(page.locator("#surface-formula")).to_contain_text("sin")
    expect(page.locator("#own-loss details").first).to_contain_text("∂L/∂x")
    expect(page.locator("#own-loss dd").first).to_contain_text("cos")
    lab.wait_until(TONES, lambda tones: tones != ground)
    page.wait_for_function("() => location.hash.includes('surface=own')")
    lab.wait_for_rest()
    assert lab.ranking() != before
    assert lab.picture()["x"] == view
    page.get_by_text("Hessian").click()
    expect(page.locator("#own-loss details").nth(1).locator("math").first).to_be_visible()

    # A mistake is underlined at its place, and the last good map stays.
    good = lab.ranking()
    field.press("End")
    field.press_sequentially(" + z")
    expect(page.locator("#own-loss .fault")).to_contain_text("Unknown name “z” at position 39. Use x, y, pi, e")
    expect(page.locator("#own-loss mark")).to_have_text("z")
    expect(page.locator("#stage")).to_have_class("stage stale")
    assert lab.ranking() == good
    field.press("Backspace")
    field.press_sequentially("x")
    expect(page.locator("#own-loss .fault")).to_be_empty()
    expect(page.locator("#stage")).not_to_have_class("stage stale")


@pytest.mark.shared_page
@pytest.mark.usefixtures("refusals")
def test_typing_is_one_step_in_the_history_and_the_link_brings_it_back(lab: Lab) -> None:
    page = lab.page
    page.get_by_role("button", name="Your own…").click()
    typed(lab, "x**2 + 3*y**2")
    page.wait_for_function("() => decodeURIComponent(location.hash).includes('expression=x**2 + 3*y**2')")
    lab.wait_for_rest()
    ranking, picture = lab.ranking(), lab.picture()

    page.reload()
    lab.wait_for_rest()
    assert (lab.ranking(), lab.picture()) == (ranking, picture)
    expect(page.get_by_role("textbox", name="Your loss in x and y")).to_have_value("x**2 + 3*y**2")

    page.go_back()
    expect(page.get_by_role("textbox", name="Your loss in x and y")).to_have_value(re.compile(r"^\(1\.5 - x"))
    page.go_back()
    expect(page.locator("#surface-name")).to_have_text("Beale")
    expect(page.locator("#own-loss")).to_be_hidden()


@pytest.mark.shared_page
@pytest.mark.usefixtures("refusals")
def test_an_empty_field_offers_a_loss(lab: Lab) -> None:
    page = lab.page
    page.locator("#surface").click()
    page.get_by_role("menuitem", name="Your own loss").click()
    field = page.get_by_role("textbox", name="Your loss in x and y")
    field.fill("")
    page.get_by_role("button", name="Try sin(3*x)").click()

    expect(field).to_have_value(WAVES)
    page.wait_for_function("() => decodeURIComponent(location.hash).includes('sin(3*x)')")


@pytest.mark.shared_page
def test_the_settings_of_a_surface_are_typed_out(lab: Lab) -> None:
    page = lab.page
    page.get_by_role("button", name="Zig-zag").click()
    page.get_by_role("button", name="Your own…").click()

    expect(page.get_by_role("textbox", name="Your loss in x and y")).to_have_value("(x**2 + 100*y**2)/2")


@pytest.mark.shared_page
def test_losses_with_nothing_to_see_say_so(lab: Lab) -> None:
    page = lab.page
    page.get_by_role("button", name="Your own…").click()
    field, note = page.get_by_role("textbox", name="Your loss in x and y"), page.locator("#map-note")
    field.fill("log(-1 - x**2)")
    expect(note).to_have_text("This loss is not finite anywhere in view.")
    field.fill("2*pi")
    expect(note).to_have_text("This loss is the same everywhere: there is no slope to follow.")
    field.fill("x**2 + y**2")
    expect(note).to_be_hidden()


@pytest.mark.shared_page
def test_a_path_that_walks_into_a_hole_says_at_which_step(page: Page) -> None:
    lab = Lab(page)
    lab.open(
        "#surface=own&expression=10*log(x)%20%2B%20y**2&start=2,1&steps=300&optimizer=gradient_descent,learning_rate:0.1&at=299"
    )
    lab.wait_for_rest()

    assert lab.ranking()[0].fate.startswith("no finite loss from step")
    expect(page.locator("#divergence-banner")).to_contain_text(
        "Gradient descent stepped to where the loss is not finite"
    )


BELOW_ZERO = (
    "#surface=own&expression=x**2%20%2B%20y**2%20-%205&start=2,1&steps=100"
    "&optimizer=gradient_descent,learning_rate:0.1&at=99"
)


@pytest.mark.shared_page
def test_losses_below_zero_have_a_curve(page: Page) -> None:
    lab = Lab(page)
    lab.open(BELOW_ZERO)
    lab.wait_for_rest()

    expect(page.locator("#loss-heading")).to_have_text("Loss above −5.000")


def test_the_heading_says_what_the_curve_is_drawn_above_however_late_the_run_comes(page: Page) -> None:
    lab = Lab(page)
    with held(page, "**/api/runs"):
        lab.open(BELOW_ZERO)
        expect(page.locator("#loss-heading")).to_have_text("Loss")
    expect(page.locator("#loss-heading")).to_have_text("Loss above −5.000")

    page.get_by_role("textbox", name="Your loss in x and y").fill("x**2 + y**2 - 7")
    expect(page.locator("#loss-heading")).to_have_text("Loss above −7.000")


@pytest.mark.browser_context_args(
    locale="ko-KR", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
)
@pytest.mark.usefixtures("refusals")
def test_on_a_phone_in_korean(page: Page) -> None:
    lab = Lab(page)
    lab.open(RESTING, "ko")
    lab.wait_for_rest()
    page.get_by_role("button", name="직접 쓰기…").click()
    field = page.get_by_role("textbox", name="x와 y로 쓴 손실")
    field.fill("x**2 + q")

    expect(page.locator("#own-loss .fault")).to_contain_text("모르는 이름 “q”(위치 8).")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
