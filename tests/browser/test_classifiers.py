"""The classifier lab as a person uses it (S2, S4, S7, S12; moments 7 and 8)."""

import json
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, Request, Route, expect

TEN_FRAMES = "async () => { for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame); }"
QUICK = "#data=digits&model=softmax&epochs=3&start=zeros&optimizer=gradient_descent,0.1,64&by=epoch&show=0"


def open_lab(page: Page, fragment: str = QUICK, language: str = "en") -> None:
    """Open the lab and wait for the end of its first training."""
    page.goto(f"/classifiers?lang={language}{fragment}")
    trained(page)


def trained(page: Page) -> None:
    expect(page.locator("#announcer")).not_to_be_empty()
    rested(page)


def rested(page: Page) -> None:
    """Wait until the table shows the end of the run: it is redrawn a few times a second."""
    page.wait_for_selector("#results[aria-busy=false]")


def cells(page: Page, row: int) -> list[str]:
    return page.locator("#results tr").nth(row).locator("td").all_inner_texts()


def test_the_first_visit_trains_four_batch_sizes(page: Page) -> None:
    open_lab(page, "")
    expect(page.locator("#results tr")).to_have_count(4)
    losses = [float(cells(page, row)[0]) for row in range(4)]
    assert losses == sorted(losses, reverse=True)
    assert [cells(page, row)[3] for row in range(4)] == ["10", "120", "230", "450"]
    expect(page.locator("#look-for")).to_have_text(
        "Same data read equally often, epochs: 10. Smaller batches took more steps."
    )
    expect(page.locator("#weights canvas")).to_have_count(10)
    expect(page.locator("#weights")).to_contain_text("at step 450")

    # Back in time: the templates as they were, and the numbers.
    page.locator("#scrubber").fill("0")
    expect(page.locator("#weights")).to_contain_text("at step 0")
    assert cells(page, 3)[3] == "0"

    # Another optimizer, other panels.
    page.get_by_role("button", name="Gradient descent, all examples", exact=True).click()
    page.keyboard.press("g")
    expect(page.locator("#gradients")).to_contain_text("Only minibatches have noise")
    page.get_by_role("button", name="Gradient descent, batches of 32", exact=True).click()
    expect(page.locator("#gradients")).to_contain_text("64 batches of 32, at step 0")
    page.keyboard.press("c")
    expect(page.locator("#confusion td")).to_have_count(101)
    page.keyboard.press("i")
    expect(page.locator("#images li")).to_have_count(12)
    page.get_by_text("Step", exact=True).click()
    page.wait_for_function("() => location.hash.includes('by=step') && location.hash.includes('panel=images')")


def test_choices_stand_in_the_address_and_are_undone(page: Page) -> None:
    open_lab(page)
    page.get_by_label("Model").select_option("Hidden layer")
    expect(page.get_by_label("Units")).to_be_visible()
    expect(page.locator("#counter")).to_have_text("Changed since. Train again.")
    assert "model=mlp" in page.url
    page.get_by_label("Data").select_option("Moons")
    expect(page.get_by_label("Feature")).to_be_disabled()
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Model")).to_have_value("softmax")
    expect(page.get_by_label("Data")).to_have_value("digits")
    field = page.get_by_label("Epochs")
    field.fill("100000")
    field.press("Enter")
    expect(page.locator("#setup-fault")).to_contain_text("whole numbers from 1 to 1000")


def test_a_problem_goes_with_the_choice_that_it_was_about(page: Page, console_errors: list[str]) -> None:
    open_lab(page)
    page.route("**/api/runs*", lambda route: route.fulfill(status=422, json={"detail": "objective: no"}))
    page.locator("#train").click()
    expect(page.locator("#server-banner")).to_contain_text("objective: no")
    page.keyboard.press("c")
    expect(page.locator("#server-banner")).to_be_visible()
    page.get_by_label("Data").select_option("Moons")
    expect(page.locator("#server-banner")).to_be_hidden()
    console_errors.clear()


def test_a_hidden_layer_parts_the_moons_before_ones_eyes(page: Page) -> None:
    open_lab(page, "#data=moons&model=mlp&epochs=20&start=random&optimizer=adam,0.05,32")
    expect(page.locator("#weights .plane")).to_be_visible()
    assert float(cells(page, 0)[2].removesuffix(" %")) > 90
    last = plane_of(page)
    page.locator("#scrubber").fill("0")
    expect(page.locator("#weights")).to_contain_text("at step 0")
    assert plane_of(page) != last


def plane_of(page: Page) -> list[int]:
    pixels: list[int] = page.evaluate(
        """() => {
          const canvas = document.querySelector(".plane");
          return [...canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data];
        }"""
    )
    return pixels


def test_optimizers_are_added_changed_and_removed(page: Page) -> None:
    open_lab(page)
    page.keyboard.press("a")
    expect(page.locator(".runner")).to_have_count(2)
    second = page.locator(".runner").nth(1)
    second.get_by_label("Rule").select_option("Random search")
    expect(second.get_by_label("learning rate")).to_have_count(0)
    page.keyboard.press("Escape")
    page.locator("#train").click()
    expect(page.locator("#results tr")).to_have_count(2)
    expect(page.locator("#look-for")).to_contain_text("Guessing in 650 dimensions")
    page.get_by_role("button", name="Settings of Gradient descent").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".runner")).to_have_count(1)
    page.get_by_role("button", name="Settings of Random search").click()
    expect(page.get_by_role("button", name="Remove", exact=True)).to_be_disabled()


def test_the_landscape_of_the_loss_is_drawn_with_the_path_across_it(page: Page) -> None:
    open_lab(page)
    said = page.locator("#plane-said")
    expect(said).to_contain_text("of the path’s variation")
    on_the_path = float(said.inner_text().split(" shows ")[1].split(" %")[0])
    path = "document.getElementById('plane-map').data[2]"
    assert page.evaluate(f"{path}.x.at(-1)") == page.evaluate(f"{path}.y.at(-1)") == 0

    # A random plane shows next to nothing of the path, and says so.
    page.get_by_text("Random", exact=True).last.click()
    page.wait_for_function("() => location.hash.includes('plane=filter')")
    expect(said).not_to_contain_text(f"{on_the_path} %")
    expect(said).to_contain_text("of the path’s variation")
    assert float(said.inner_text().split(" shows ")[1].split(" %")[0]) < on_the_path / 5
    assert page.evaluate(f"Math.min(...{path}.marker.opacity)") < 0.2

    # Other choices make the picture outdated.
    page.get_by_label("Epochs").fill("4")
    page.get_by_label("Epochs").press("Enter")
    expect(said).to_have_text("It is drawn when the training is over.")


def test_a_long_landscape_is_asked_for_watched_and_cancelled(page: Page) -> None:
    open_lab(page, QUICK.replace("softmax", "convnet").replace("zeros", "random").replace("epochs=3", "epochs=1"))
    panel, draw = page.locator(".landscape-panel"), page.get_by_role("button", name="Draw the landscape")
    draw.click()
    expect(page.locator("#plane-said")).to_contain_text("Losses on the plane: ")
    expect(panel.locator(".measured .progress")).to_be_visible()
    panel.get_by_role("button", name="Cancel").click()
    expect(page.locator("#plane-said")).to_be_empty()
    expect(panel.locator(".busy")).to_have_count(0)
    expect(draw).to_be_visible()


def test_a_long_training_is_watched_and_cancelled(page: Page) -> None:
    page.goto(f"/classifiers?lang=en{QUICK.replace('epochs=3', 'epochs=1000').replace('softmax', 'convnet')}")
    page.wait_for_selector("#train.running")
    before = int(page.locator("#curves").get_attribute("data-entries") or 0)
    page.wait_for_function(f"() => Number(document.getElementById('curves').dataset.entries) > {before} + 20")
    with page.expect_event("requestfailed"):
        page.keyboard.press("Space")
    page.wait_for_selector("#train:not(.running)")
    expect(page.locator("#train")).to_have_text("Train")
    page.evaluate(TEN_FRAMES)
    known = page.locator("#curves").get_attribute("data-entries")
    page.evaluate(TEN_FRAMES)
    assert page.locator("#curves").get_attribute("data-entries") == known
    expect(page.locator("#scrubber")).to_be_enabled()


def test_a_diverging_rate_is_said_in_words(page: Page) -> None:
    open_lab(page, "#data=digits&model=softmax&regularization=1&epochs=10&optimizer=gradient_descent,10,32")
    expect(page.locator("#results")).to_contain_text("diverged")
    expect(page.locator("#look-for")).to_contain_text("Try a tenth of the rate")


def test_a_rule_that_diverges_whatever_its_rate_is_said_so(page: Page) -> None:
    typed = "&optimizer=custom,0.1,all&source=w%20%3D%20w%20%2B%20exp(exp(t))*g"
    open_lab(page, f"#data=digits&model=softmax&epochs=10&start=zeros{typed}")
    expect(page.locator("#results")).to_contain_text("diverged")
    expect(page.locator("#look-for")).to_contain_text("Its lines do not read lr")


@pytest.mark.usefixtures("refusals")
def test_a_link_with_a_mistake_in_a_rule_shows_it_at_its_place(page: Page) -> None:
    page.goto("/classifiers?lang=ko#data=digits&epochs=1&optimizer=custom,0.1,64&source=w%20%3D%20w%20-%20lr*q")
    expect(page.locator(".rule-editor mark")).to_have_text("q")
    expect(page.locator(".rule-editor .fault")).to_contain_text("모르는 이름 “q”")
    page.locator(".rule-editor textarea").fill("w = w - lr*g")
    page.wait_for_function("() => location.hash.includes('lr*g')")
    expect(page.locator("#server-banner")).to_be_hidden()
    page.locator("#train").click()
    trained(page)


@pytest.mark.usefixtures("refusals")
def test_a_rule_is_scheduled_changed_and_raced(page: Page) -> None:
    open_lab(page, QUICK.replace("gradient_descent,0.1", "momentum,0.01"))
    before = cells(page, 0)[0]
    row = page.locator(".runner")
    row.get_by_role("button", name="Settings of Momentum").click()
    row.get_by_text("steps", exact=True).click()
    row.get_by_role("textbox", name="every").fill("23")
    row.get_by_role("textbox", name="every").press("Enter")
    row.get_by_text("cosine", exact=True).click()
    expect(row.get_by_role("textbox", name="every")).to_have_count(0)
    page.go_back()
    expect(row.get_by_role("textbox", name="every")).to_have_value("23")

    # Its lines can be changed, are checked as they are typed, and can be undone at once.
    row.get_by_role("button", name="Edit the rule").click()
    field = row.get_by_role("textbox", name="Lines of the rule")
    expect(field).to_be_focused()
    field.fill("v = momentum*v + g\nw = w - lr*q")
    expect(row.locator(".rule-editor .fault")).to_contain_text("Unknown name “q” in line 2, position 12.")
    assert "lr*q" not in page.url
    field.fill("v = momentum*v + g\nw = w - lr*sign(v)")
    expect(row.locator(".code-line.changed")).to_have_text(["w = w - lr*sign(v)"])
    page.wait_for_function("() => location.hash.includes('sign')")
    page.go_back()
    expect(field).to_have_value("v = momentum*v + g\nw = w - lr*v")
    page.go_forward()
    expect(field).to_have_value("v = momentum*v + g\nw = w - lr*sign(v)")

    row.get_by_role("button", name="Race the original").click()
    expect(page.locator("#results tr")).to_have_count(2)
    rested(page)
    assert page.locator("#results th").all_inner_texts() == [
        "Momentum, edited, batches of 64, stepped rate",
        "Momentum, batches of 64, stepped rate",
    ]
    changed, original = (cells(page, place)[0] for place in range(2))
    assert len({before, changed, original}) == 3

    # The link restores them, and they can be exported.
    results = [cells(page, place)[:4] for place in range(2)]
    page.reload()
    trained(page)
    assert [cells(page, place)[:4] for place in range(2)] == results
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="JSON").click()
    optimizers = json.loads(Path(download.value.path()).read_text())["run"]["optimizers"]
    assert optimizers[0]["source"] == "v = momentum*v + g\nw = w - lr*sign(v)"
    assert optimizers[0]["schedule"] == optimizers[1]["schedule"] == {"kind": "step", "every": 23, "factor": 0.5}


def test_the_gradient_is_checked_when_asked(page: Page) -> None:
    open_lab(page)
    page.keyboard.press("k")
    expect(page.locator("#check .numbers")).to_have_count(0)
    page.get_by_role("button", name="Check the gradient").click()
    expect(page.locator("#check .verdict")).to_have_text("Pass.")
    expect(page.locator("#check")).to_contain_text("At random weights of seed 0, on all 1,437 training examples.")
    expect(page.locator("#check")).to_contain_text("By nudging each of 650 weights: 1,300 losses, about")
    rows = page.locator("#check .slopes tbody tr")
    assert 16 < rows.count() <= 32
    errors = [float(row.split("\t")[-1]) for row in rows.all_inner_texts()]
    assert errors == sorted(errors, reverse=True)
    assert errors[0] < 1e-6
    widths = page.locator("#check .cost-bar").evaluate_all(
        "(bars) => bars.map((bar) => parseFloat(getComputedStyle(bar, '::before').width))"
    )
    assert widths[1] > 2 * widths[0]
    expect(page.locator("#check .check-chart .main-svg").first).to_be_visible()

    # Other choices leave the check unchanged, and it says so, until it is requested again.
    page.get_by_label("Model").select_option("Hidden layer")
    expect(page.locator("#check")).to_contain_text("Your choices have changed since. Check again.")
    page.get_by_label("Seed").fill("1")
    page.get_by_label("Seed").press("Enter")
    page.get_by_role("button", name="Check the gradient").click()
    expect(page.locator("#check .verdict")).to_contain_text("Suspect. The loss has a kink")
    expect(page.locator("#check")).to_contain_text("hidden, 20 · 7, these switch: ReLUs 1.")
    assert "panel=check" in page.url


def test_a_check_can_be_cancelled_and_may_be_refused(page: Page, console_errors: list[str]) -> None:
    open_lab(page, f"{QUICK}&panel=check")
    page.route("**/api/gradient-checks", lambda route: None)
    page.get_by_role("button", name="Check the gradient").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#check")).to_contain_text("Cancelled.")
    page.unroute("**/api/gradient-checks")
    detail = "Its features are still being read."
    problem = json.dumps({"type": "about:blank", "title": "Conflict", "status": 409, "detail": detail})
    conflict = {"status": 409, "content_type": "application/problem+json", "body": problem}
    page.route("**/api/gradient-checks", lambda route: route.fulfill(**conflict))
    page.get_by_role("button", name="Check the gradient").click()
    expect(page.locator("#check .fault")).to_contain_text(detail)
    console_errors.clear()


def test_what_the_server_refuses_is_said(page: Page, console_errors: list[str]) -> None:
    open_lab(page)

    def refuse(route: Route, request: Request) -> None:
        route.fulfill(status=503, headers={"retry-after": "60"}, content_type="application/problem+json", body="{}")

    page.route("**/api/runs", refuse)
    page.locator("#train").click()
    expect(page.locator("#server-banner")).to_be_visible()
    page.unroute("**/api/runs")
    page.locator("#server-banner button").click()
    trained(page)
    expect(page.locator("#server-banner")).to_be_hidden()
    console_errors.clear()


def test_a_run_is_taken_home(page: Page) -> None:
    open_lab(page)
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="JSON").click()
    content: dict[str, Any] = json.loads(Path(download.value.path()).read_text())
    assert content["run"]["objective"]["dataset"] == "digits"
    assert len(content["optimizers"][0]["batch_loss"]) == 3 * 23 + 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_in_korean(page: Page, theme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": 390, "height": 844})
    open_lab(page, language="ko")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("h1")).to_have_text("분류기")
    expect(page.locator("#weights canvas")).to_have_count(10)


@pytest.mark.parametrize("width", [344, 390])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_row_of_panels_fits_a_phone(page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_lab(page, f"{QUICK}&panel=check", language)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("#panels label").last.evaluate("(label) => label.getBoundingClientRect().right") <= width - 8
