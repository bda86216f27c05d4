"""What the pages say where something cannot work, in their own words."""

import base64

from playwright.sync_api import Page, expect

from tests.browser.lab import BEALE, Lab

LOG = "/landscapes#surface=own&expression=log(x)%2By**2&optimizer=momentum,learning_rate:0.1,momentum:0.9&steps=300"


def test_a_path_that_walks_into_a_hole_is_not_told_that_its_steps_grew(page: Page) -> None:
    lab = Lab(page)
    page.goto(f"{LOG}&start=0.75,1.5")
    lab.finish()
    banner = page.locator("#divergence-banner")
    expect(banner).to_contain_text("Momentum stepped to where the loss is not finite, at step")
    expect(banner).not_to_contain_text("its steps grew")
    expect(page.locator("#ranking .chip")).to_contain_text("no finite loss from step")


def test_a_start_without_a_loss_asks_for_another(page: Page) -> None:
    lab = Lab(page)
    page.goto(f"{LOG}&start=-0.75,1.5")
    lab.finish()
    expect(page.locator("#divergence-banner")).to_contain_text("The loss is not finite at this start")
    page.get_by_role("button", name="Choose another start").click()
    expect(page.locator("#start-x")).to_be_focused()


def test_a_typed_loss_whose_slope_has_vanished_is_at_rest(page: Page) -> None:
    typed = "(1.5-x%2Bx*y)**2%2B(2.25-x%2Bx*y**2)**2%2B(2.625-x%2Bx*y**3)**2"
    lab = Lab(page)
    page.goto(
        f"/landscapes#surface=own&expression={typed}&start=0.75,1.5&steps=300"
        "&optimizer=momentum,learning_rate:0.01,momentum:0.9"
    )
    lab.finish()
    assert [row.fate for row in lab.ranking()] == ["at rest"]


def test_the_heading_of_the_curves_follows_the_typed_loss(page: Page) -> None:
    lab = Lab(page)
    lab.open(BEALE)
    page.get_by_role("button", name="Your own…").click()
    field = page.get_by_role("textbox", name="Your loss in x and y")
    headings = {"x**2+y**2-3": "Loss above −3.000", "x**2+y**2+5": "Loss", "x**2+y**2-7": "Loss above −7.000"}
    for text, heading in headings.items():
        field.fill(text)
        expect(page.locator("#loss-heading")).to_have_text(heading)


def test_two_wrong_fields_have_a_sentence_each_and_limits_are_written_out(page: Page) -> None:
    lab = Lab(page)
    lab.open(BEALE)
    for field, value in (("#seed", "-4"), ("#steps", "0")):
        page.locator(field).fill(value)
        page.locator(field).press("Enter")
    fault = page.locator("#run-fault")
    expect(fault.locator(".sentence")).to_have_text(
        [
            "Seed: -4. Allowed: whole numbers from 0 to 9,007,199,254,740,991.",
            "Steps: 0. Allowed: whole numbers from 1 to 1,000,000.",
        ]
    )
    page.locator("#seed").fill("7")
    page.locator("#seed").press("Enter")
    expect(fault).to_be_empty()


def test_no_two_optimizers_to_add_look_alike(page: Page) -> None:
    lab = Lab(page)
    lab.open(BEALE)
    page.locator("#add").click()
    group = page.get_by_role("group", name="Rules")
    pictures = group.locator("svg").evaluate_all("(all) => all.map((svg) => svg.innerHTML)")
    assert len(pictures) >= 8
    assert len(set(pictures)) == len(pictures)
    shown = pictures[-1]
    group.get_by_role("menuitem").last.click()
    assert page.locator(".runner .swatch").last.evaluate("(svg) => svg.innerHTML") == shown


def test_the_picture_of_a_phone_that_no_browser_here_reads_is_named(page: Page) -> None:
    page.goto("/features")
    page.wait_for_selector("#reading-hog .reading-content")
    page.locator("#file").set_input_files({"name": "IMG_1.HEIC", "mimeType": "image/heic", "buffer": b"ftypheic"})
    expect(page.locator("#server-banner")).to_contain_text("This browser cannot open HEIC pictures")


def test_a_link_says_that_ones_own_picture_is_not_in_it(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/features")
    page.wait_for_selector("#reading-hog .reading-content")
    page.locator("#copy-link").click()
    expect(page.locator("#toast")).to_have_text("Link copied")
    png = page.evaluate("(() => { const c = document.createElement('canvas'); return c.toDataURL().split(',')[1]; })()")
    page.locator("#file").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": base64.b64decode(png)})
    page.wait_for_function("() => !location.hash.includes('picture=coffee')")
    page.locator("#copy-link").click()
    expect(page.locator("#toast")).to_have_text("Link copied, without your own picture: that stays with you")


def train(page: Page, choices: str) -> None:
    """Train a classifier to its end."""
    page.goto(f"/classifiers#{choices}")
    page.wait_for_selector("#runners > li")
    page.locator("#train").click()
    page.wait_for_selector("#results[aria-busy=false] td.number:not(:empty)")


def test_a_feature_that_tells_nothing_apart_is_said_to(page: Page) -> None:
    train(page, "data=digits&feature=color&model=softmax&epochs=2&optimizer=gradient_descent,0.1,64")
    expect(page.locator("#look-for")).to_contain_text("this feature hardly tells these classes apart")


def test_the_loss_of_an_svm_has_no_plane_of_curvature(page: Page) -> None:
    train(page, "data=digits&feature=pixels&model=svm&epochs=2&plane=hessian&optimizer=gradient_descent,0.01,64")
    expect(page.locator("#plane-said")).to_have_text(
        "The loss of an SVM is made of flat pieces: it has no curvature. Choose Path or Random."
    )
    expect(page.locator("#plane-draw")).to_be_hidden()


def test_what_to_look_for_follows_what_happened(page: Page) -> None:
    lab = Lab(page)
    lab.open(BEALE.replace("start=0.75,1.5", "start=-1.35,2.15"))
    lab.finish()
    look_for = page.locator("#look-for")
    expect(look_for).to_have_text("Momentum left the map: each step landed farther out than the one before.")
    page.locator("#restart").click()
    expect(look_for).to_have_text("Blue and red use the same learning rate. Only red remembers its last steps.")
    expect(page.locator("#invitation")).to_have_text("4 optimizers, one start. Click the map to start them elsewhere.")


def test_the_contour_under_the_mouse_is_emphasised_and_labelled(page: Page) -> None:
    lab = Lab(page)
    lab.open(f"{BEALE}&at=150")
    lab.wait_for_rest()
    painted = """(() => {
      const [, canvas] = document.querySelectorAll("#stage .ground");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value > 0);
    })()"""
    assert not page.evaluate(painted)
    x, y = lab.place(3.5, -1.5)
    found = False
    for down in range(60):
        page.mouse.move(x, y + 2 * down)
        found = found or page.evaluate(painted)
    assert found
    page.locator("#run").hover()
    lab.wait_until(painted, lambda there: not there)
