"""The image feature lab as a person uses it (S8-S10, moment 10)."""

import json
import re
import subprocess
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.features.pictures import PICTURES, encoded, flat, noise


def open_features(page: Page, fragment: str = "", language: str = "en") -> None:
    page.goto(f"/features?lang={language}{fragment}")
    page.wait_for_selector("#picture .picture-canvas")
    page.wait_for_selector("#picture-panel:not(.busy)")


def pixels_over(page: Page) -> int:
    """Count the pixels that a reading has drawn over the picture."""
    count: int = page.evaluate(
        """() => {
          const over = document.querySelector("#picture .over");
          const { data } = over.getContext("2d").getImageData(0, 0, over.width, over.height);
          return data.filter((value, index) => index % 4 === 3 && value > 0).length;
        }"""
    )
    return count


def bring(page: Page, content: bytes, name: str = "mine.png", kind: str = "image/png") -> None:
    page.locator("#file").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def test_the_first_visit_shows_a_picture_taken_apart(page: Page) -> None:
    open_features(page)
    expect(page.locator("#look-for")).to_have_text("Each cell keeps only the directions of its edges.")
    expect(page.locator("#reading-hog")).to_contain_text("50 × 75 cells; the descriptor has 130,536 numbers.")
    expect(page.locator("#second canvas")).to_be_visible()
    assert pixels_over(page) > 100_000

    # Another cell is chosen by pointing and by arrows.
    page.mouse.move(*centre_of(page))
    said = page.locator("#reading-hog .said")
    expect(said).to_contain_text("Cell 25, 37")
    page.locator("#picture").focus()
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("Cell 25, 38")

    page.get_by_text("16×16", exact=True).click()
    expect(page.locator("#reading-hog")).to_contain_text("25 × 37 cells")
    page.get_by_label("Normalise in blocks").check()
    page.wait_for_function("() => location.hash.includes('cell=16') && location.hash.includes('normalized')")
    page.go_back()
    expect(page.get_by_label("Normalise in blocks")).not_to_be_checked()
    page.go_back()
    expect(page.locator("#reading-hog")).to_contain_text("50 × 75 cells")


def centre_of(page: Page) -> tuple[float, float]:
    box = page.locator("#picture").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2 + 1


def test_a_shuffle_keeps_the_colours_and_loses_the_edges(page: Page) -> None:
    open_features(page, "#reading=color")
    comparison = page.locator("#comparison")
    expect(comparison).to_contain_text("of hue 0.79, joint 0.27")
    page.wait_for_function("() => document.querySelector('.histogram').data?.length === 2")
    outline = page.evaluate("document.querySelector('.histogram').data[1].y")
    assert sum(outline) == pytest.approx(600 * 400)
    assert outline != page.evaluate("document.querySelector('.histogram').data[0].y")
    page.keyboard.press("x")
    expect(comparison).to_contain_text("overlap of R, G, B 1.00, of hue 1.00, joint 1.00")
    page.keyboard.press("3")
    expect(comparison).to_contain_text("cosine of the edges 0.")
    page.get_by_text("Half", exact=True).click()
    expect(comparison).to_contain_text("cosine of the edges 0.98")
    page.keyboard.press("2")
    expect(comparison).to_contain_text("of hue 0.99, joint 0.23")
    page.reload()
    expect(comparison).to_contain_text("of hue 0.99, joint 0.23")


def test_a_colour_lights_up_where_it_is(page: Page) -> None:
    open_features(page, "#reading=color&picture=coffee")
    page.wait_for_selector(".histogram .bars")
    assert pixels_over(page) == 0
    page.get_by_role("slider", name="Bin").focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("#reading-color .said")
    counts = page.evaluate("document.querySelector('.histogram').data[0].y")
    expect(said).to_contain_text(f"{counts[1]:,} pixels")
    assert pixels_over(page) > 100_000
    for kind, fewest, most in (("R, G, B", 64, 64), ("Joint", 10, 40)):
        page.get_by_text(kind, exact=True).click()
        bins = "document.querySelector('.histogram').data[0].y.length"
        page.wait_for_function(f"{bins} >= {fewest} && {bins} <= {most} && {bins} !== 36")
    page.locator(".histogram .bars .point").first.hover(force=True)
    expect(said).to_contain_text("of the picture")


def test_pixels_are_a_long_vector(page: Page) -> None:
    open_features(page, "#reading=pixels")
    reading = page.locator("#reading-pixels")
    expect(reading).to_contain_text("600 × 400 pixels × 3 channels: a vector of 720,000 numbers.")
    page.locator("#picture").focus()
    page.keyboard.press("ArrowLeft")
    red, green, blue = PICTURES["coffee"][200, 299]
    expect(reading).to_contain_text(
        f"Pixel (299, 200) holds numbers 360,897 to 360,899 of the vector: red {red}, green {green}, blue {blue}."
    )
    expect(page.locator(".channels canvas")).to_have_count(3)


def test_keypoints_are_counted_drawn_and_read_out(page: Page) -> None:
    open_features(page, "#reading=sift")
    reading = page.locator("#reading-sift")
    expect(reading).to_contain_text("632 keypoints found, 300 shown.")
    before = pixels_over(page)
    field = reading.get_by_role("textbox", name="shown")
    field.fill("20")
    field.press("Enter")
    expect(reading).to_contain_text("20 shown")
    assert 0 < pixels_over(page) < before
    first = reading.locator(".said").inner_text()
    page.locator("#picture").click(position={"x": 20, "y": 20})
    expect(reading.locator(".said")).not_to_have_text(first)


def test_words_are_learned_before_ones_eyes_and_found_in_the_picture(page: Page) -> None:
    open_features(page, "#reading=words")
    reading = page.locator("#reading-words")
    said = reading.locator(".said").last
    expect(said).to_contain_text("of the patches")
    expect(reading).to_contain_text("of 1,000 words occur")
    page.wait_for_selector(".words-histogram .bars")
    counts = page.evaluate("document.querySelector('.words-histogram').data[0].y")
    assert len(counts) == 1000
    page.get_by_role("slider", name="Word").focus()
    page.keyboard.press("ArrowRight")
    word = int(said.inner_text().split()[1])
    expect(said).to_contain_text(f"Word {word} occurs {counts[word]:,} times")
    page.locator("#picture").click(position={"x": 100, "y": 100})
    assert counts[int(said.inner_text().split()[1])] > 0

    # Another codebook is learned, and cancelled on the way.
    reading.get_by_text("Learn another codebook").click()
    reading.get_by_label("Number of words").select_option("100 words")
    reading.get_by_role("button", name="Learn", exact=True).click()
    expect(reading).to_contain_text("of 100 words occur")
    page.wait_for_function("() => /codebook=[0-9a-f]{12}/.test(location.hash)")
    assert page.evaluate(
        """() => [...document.querySelectorAll(".learning-plot")].every((canvas) => {
          const { data } = canvas.getContext("2d").getImageData(10, 30, canvas.width - 20, canvas.height - 40);
          return data.some((value) => value > 0);
        })"""
    )
    reading.get_by_label("Kind of words").select_option("SIFT descriptors")
    reading.get_by_label("Number of words").select_option("1000 words")
    reading.get_by_role("button", name="Learn", exact=True).click()
    reading.get_by_role("button", name="Cancel").click()
    expect(reading).to_contain_text("Cancelled. Nothing was stored.")
    page.go_back()
    expect(reading).to_contain_text("of 1,000 words occur")


def test_a_network_says_what_it_sees(page: Page) -> None:
    open_features(page, "#picture=cat&second=coffee")
    page.keyboard.press("6")
    expect(page.locator("#look-for")).to_have_text("What a network learned to see, as 1,280 numbers.")
    reading = page.locator("#reading-cnn")
    guesses = reading.locator(".guesses li")
    expect(guesses).to_have_count(5)
    expect(reading.locator(".guesses")).to_contain_text("tabby")
    widths = [guesses.nth(place).locator(".probability").evaluate("bar => bar.clientWidth") for place in range(5)]
    assert widths == sorted(widths, reverse=True)
    expect(reading).to_contain_text("of 1,280 numbers are 0")
    inked = """canvas => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, index) => index % 4 === 3 && value > 0).length;
    }"""
    assert 200 < reading.locator(".feature-strip").evaluate(inked) <= 1280
    assert pixels_over(page) > 1000
    expect(page.locator("#comparison")).to_contain_text(
        "Beside the second picture: cosine of the network's features 0."
    )
    page.get_by_text("Shuffle", exact=True).click()
    expect(page.locator("#comparison")).to_contain_text("Beside the picture as it was: cosine")
    page.reload()
    expect(guesses).to_have_count(5)


def test_without_the_extra_there_are_five_readings(page: Page, without_cnn: httpx.Client) -> None:
    html = without_cnn.get("/features").text
    page.route(re.compile(r":\d+/features"), lambda route: route.fulfill(body=html, content_type="text/html"))
    open_features(page, "#reading=cnn")
    expect(page.locator("#look-for")).to_have_text("Each cell keeps only the directions of its edges.")
    expect(page.locator("#readings input")).to_have_count(5)
    page.keyboard.press("6")
    expect(page.locator("#readings :checked")).to_have_value("hog")
    page.keyboard.press("5")
    expect(page.locator("#look-for")).to_have_text("A picture described by which patches it contains.")


def test_pictures_of_ones_own(page: Page) -> None:
    open_features(page, "#reading=pixels")
    reading = page.locator("#reading-pixels")
    bring(page, encoded(noise(30, 50)))
    expect(reading).to_contain_text("a vector of 4,500 numbers")
    assert "picture=" not in page.evaluate("location.hash")

    # The server converts a format that browsers cannot decode.
    bring(page, encoded(noise(20, 50), "TIFF"), "<img src=x onerror=alert(1)>.tif", "image/tiff")
    expect(reading).to_contain_text("a vector of 3,000 numbers")

    # A picture that is too large is scaled down, and the page says so.
    bring(page, encoded(flat(2000, 3000)))
    expect(page.locator("#size")).to_contain_text("3,000 × 2,000 pixels, read at 1,254 × 836.")

    page.evaluate(
        """async () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 10, height: 10 });
          const blob = await new Promise((resolve) => canvas.toBlob(resolve));
          const transfer = new DataTransfer();
          transfer.items.add(new File([blob], "pasted.png", { type: "image/png" }));
          document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer }));
        }"""
    )
    expect(reading).to_contain_text("a vector of 300 numbers")
    page.get_by_role("button", name="Cat").click()
    expect(reading).to_contain_text("451 × 300")


def test_what_is_no_picture_is_said_and_the_last_one_stays(page: Page, console_errors: list[str]) -> None:
    open_features(page, "#reading=pixels")
    bring(page, b"not a picture", "x.png")
    banner = page.locator("#server-banner")
    expect(banner).to_contain_text("This file can’t be opened as a picture.")
    expect(page.locator("#reading-pixels")).to_contain_text("720,000")
    bring(page, encoded(noise(9, 9)))
    expect(page.locator("#reading-pixels")).to_contain_text("a vector of 243 numbers")
    expect(banner).to_be_hidden()
    page.keyboard.press("3")
    expect(page.locator("#reading-hog")).to_contain_text("1 × 1 cells")
    page.keyboard.press("4")
    expect(page.locator("#reading-sift")).to_contain_text("no keypoint was found")
    assert all("415" in error for error in console_errors)
    console_errors.clear()


def test_a_picture_too_small_for_a_reading_is_told_so(page: Page) -> None:
    open_features(page, "#reading=hog")
    reading = page.locator("#reading-hog")
    bring(page, encoded(noise(7, 7)))
    expect(reading.locator(".said")).to_have_text(
        "The picture is smaller than a cell of 8 pixels: it has no cells. Choose smaller cells or a larger picture."
    )
    expect(reading.locator(".cell-figures")).to_be_hidden()
    assert pixels_over(page) == 0
    page.locator("#picture").click(position={"x": 5, "y": 5})
    reading.get_by_text("4×4", exact=True).click()
    expect(reading.locator(".said")).to_contain_text("Cell 0, 0")
    expect(reading.locator(".cell-figures")).to_be_visible()
    reading.get_by_label("Normalise in blocks").check()
    expect(reading.locator(".said")).to_contain_text("The picture has 1 × 1 cells, fewer than a block of 2 × 2.")
    expect(reading.locator(".cell-figures")).to_be_hidden()
    reading.get_by_label("Normalise in blocks").uncheck()
    expect(reading.locator(".said")).to_contain_text("Cell 0, 0")
    page.get_by_text("Half", exact=True).click()
    expect(page.locator("#comparison")).to_have_text("")

    page.keyboard.press("5")
    expect(page.locator("#reading-words .said").last).to_contain_text("of the patches")
    bring(page, encoded(noise(5, 5)))
    expect(page.locator("#reading-words .said").last).to_contain_text("smaller than a patch of 6 × 6 pixels")


@pytest.mark.browser_context_args(locale="ko-KR")
def test_a_picture_too_small_is_told_so_in_korean(page: Page) -> None:
    page.goto("/features#reading=hog")
    page.wait_for_selector("#picture .picture-canvas")
    bring(page, encoded(noise(7, 7)))
    expect(page.locator("#reading-hog .said")).to_contain_text("그림이 칸(8픽셀)보다 작아 칸이 없습니다.")


def test_readings_are_taken_home(page: Page, tmp_path: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_features(page, "#reading=hog&picture=cat")
    expect(page.locator("#reading-hog")).to_contain_text("37 × 56 cells")
    for name, suffix in (("Every number, as JSON", "json"), ("Every number, as CSV", "csv"), ("NPZ", "npz")):
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as download:
            page.get_by_role("menuitem", name=name).click()
        download.value.save_as(tmp_path / f"features.{suffix}")
    assert json.loads((tmp_path / "features.json").read_text())["hog"]["cells"] == [37, 56]
    assert len((tmp_path / "features.csv").read_text().splitlines()) == 1 + 37 * 56
    assert np.load(tmp_path / "features.npz")["hog_histogram"].shape == (37, 56, 9)

    page.get_by_role("button", name="Export").click()
    page.get_by_role("menuitem", name="As a curl command").click()
    command = page.evaluate("navigator.clipboard.readText()")
    Image.fromarray(PICTURES["cat"]).save(tmp_path / "picture.png")
    answer = subprocess.run([*command.split(), "-s"], cwd=tmp_path, capture_output=True, check=True)
    assert json.loads(answer.stdout)["hog"]["cells"] == [37, 56]


@pytest.mark.browser_context_args(
    locale="ko-KR", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
)
def test_on_a_phone_in_korean(page: Page) -> None:
    page.goto("/features")
    page.wait_for_selector("#picture .picture-canvas")
    expect(page.locator("#look-for")).to_have_text("칸마다 윤곽의 방향만 남깁니다.")
    for reading in ("픽셀", "색", "SIFT", "단어", "신경망"):
        page.get_by_text(reading, exact=True).first.click()
        page.wait_for_selector("#picture-panel:not(.busy)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("window.scrollTo(0, 500)")
    box = page.locator("#picture").bounding_box()
    assert box is not None
    assert box["y"] >= 0
