"""Visitors' own images on the pages: uploaded, linked, visible as the page says, deleted."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.held_requests import held
from tests.browser.test_comparison import open_page
from tests.datasets.zips import folders, zipped
from tests.servers import serving_here

LAB = "#data=digits&model=softmax&epochs=2&start=zeros&optimizer=gradient_descent,0.1,64&by=epoch&show=0"


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    file = tmp_path / "Pets <b>1</b>.zip".replace("/", "∕")
    file.write_bytes(zipped([*folders({"cats": 50, "dogs": 50}), ("cats/readme.txt", b"cats")]))
    return file


@pytest.fixture
def elsewhere(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of another visitor's browser."""
    context = browser.new_context(base_url=base_url, locale="en-US")
    yield context.new_page()
    context.close()


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """An archive with 16 training images: fewer than in a usual batch."""
    file = tmp_path / "Few.zip"
    file.write_bytes(zipped(folders({"cats": 10, "dogs": 10})))
    return file


def open_lab(page: Page, fragment: str = LAB, language: str = "en") -> None:
    """The classifiers page, which trains nothing by itself where motion is reduced."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/classifiers?lang={language}{fragment}")


def choose_archive(page: Page, file: Path) -> None:
    """Choose an archive to upload, once the page has the list of data sets and accepts one."""
    expect(page.locator("#data option").first).to_be_attached()
    page.locator("#own-data summary").click()
    page.locator("#archive").set_input_files(file)


def bring(page: Page, file: Path) -> str:
    """Upload an archive, and return its id, which is then in the address."""
    choose_archive(page, file)
    expect(page.locator("#upload-said")).to_contain_text("images in 2 classes")
    page.wait_for_function("() => location.hash.includes('own-')")
    id: str = page.locator("#data").input_value()
    return id


def key_of(page: Page) -> str:
    key: str = page.evaluate("localStorage.getItem('slopelab.key')")
    return key


def names(page: Page) -> list[str]:
    return page.locator("#data option").all_inner_texts()


def test_own_images_are_brought_and_deleted(page: Page, pets: Path) -> None:
    open_lab(page)
    expect(page.locator("#own-data")).to_contain_text("Only this browser lists and deletes them")
    expect(page.locator("#copy-key")).to_be_hidden()
    id = bring(page, pets)
    expect(page.locator("#upload-said")).to_contain_text("Left out: 1. The first, cats/readme.txt")
    assert names(page)[-1] == pets.stem
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#results[aria-busy=false] tr")).to_have_count(1)
    assert key_of(page) not in page.url

    # It is still there for this browser, which has stored the key.
    page.reload()
    expect(page.locator("#data")).to_have_value(id)
    page.locator("#own-data summary").click()
    page.get_by_role("button", name=f"Delete “{pets.stem}”").click()
    expect(page.locator("#upload-said")).to_contain_text("is deleted")
    expect(page.locator("#data")).to_have_value("digits")
    assert pets.stem not in names(page)
    assert page.request.get(f"/api/datasets/{id}").status == 404
    page.wait_for_function("() => location.hash.includes('data=digits')")


def test_a_link_to_them_works_for_others_who_do_not_list_them(page: Page, elsewhere: Page, pets: Path) -> None:
    page.goto(f"/classifiers?lang=en{LAB}")
    id = bring(page, pets)
    link = page.url
    elsewhere.goto(f"/classifiers?lang=en{LAB}")
    expect(elsewhere.locator("#data")).to_have_value("digits")
    assert pets.stem not in names(elsewhere)
    # In the same tab only the fragment changes.
    elsewhere.evaluate("link => { location.href = link }", link)
    expect(elsewhere.locator("#data")).to_have_value(id)
    expect(elsewhere.locator("#upload-whose")).to_have_text(
        f"“{pets.stem}” is somebody else’s. You can use it as long as they keep it."
    )
    elsewhere.locator("#own-data summary").click()
    expect(elsewhere.locator("#delete-data")).to_be_hidden()
    elsewhere.goto(f"/comparison?lang=en#data={id}&model=softmax&epochs=2&seed=0&feature=color")
    expect(elsewhere.locator(f"[data-set={id}] h2")).to_have_text(pets.stem)
    expect(elsewhere.locator("#announcer")).not_to_be_empty()


def delete_elsewhere(page: Page, id: str) -> None:
    """Delete a data set as another tab of the browser does."""
    assert page.request.delete(f"/api/datasets/{id}", headers={"x-slopelab-key": key_of(page)}).status == 204


def forget_refusals(console_errors: list[str], *statuses: str) -> None:
    """Clear the errors that the browser logged for these statuses; nothing else may have gone wrong."""
    assert all(any(status in error for status in statuses) for error in console_errors)
    console_errors.clear()


def test_what_is_gone_already_is_deleted(page: Page, console_errors: list[str], pets: Path) -> None:
    open_lab(page)
    delete_elsewhere(page, bring(page, pets))
    page.get_by_role("button", name=f"Delete “{pets.stem}”").click()
    expect(page.locator("#upload-said")).to_contain_text("is deleted")
    expect(page.locator("#data")).to_have_value("digits")
    assert pets.stem not in names(page)
    forget_refusals(console_errors, "404")


def test_an_upload_shows_what_is_left(page: Page, pets: Path, few: Path) -> None:
    open_lab(page)
    delete_elsewhere(page, bring(page, pets))
    page.locator("#archive").set_input_files(few)
    expect(page.locator("#upload-said")).to_contain_text("“Few” is here")
    assert names(page)[-1] == few.stem
    assert pets.stem not in names(page)


def test_training_on_what_is_gone_says_so_and_what_to_do(page: Page, console_errors: list[str], few: Path) -> None:
    open_lab(page, language="ko")
    choose_archive(page, few)
    expect(page.locator("#upload-said")).to_contain_text("준비됨")
    page.wait_for_function("() => location.hash.includes('own-')")
    delete_elsewhere(page, page.locator("#data").input_value())
    page.locator("#train").click()
    expect(page.locator("#server-banner")).to_contain_text("데이터 세트가 이제 없습니다")
    page.locator("#server-banner button").click()
    expect(page.locator("#data")).to_have_value("digits")
    expect(page.locator("#server-banner")).to_be_hidden()
    assert few.stem not in names(page)
    forget_refusals(console_errors, "422")


def test_a_comparison_of_what_is_gone_says_so(page: Page, console_errors: list[str], few: Path) -> None:
    open_page(page, "#data=digits&feature=pixels&epochs=2")
    delete_elsewhere(page, bring(page, few))
    page.locator("#run").click()
    expect(page.locator("#server-banner")).to_contain_text("This data set does not exist any more")
    page.get_by_role("button", name="Show what there is").click()
    expect(page.locator("#data")).to_have_value("patches,textures")
    expect(page.locator("#server-banner")).to_be_hidden()
    forget_refusals(console_errors, "422")


def test_deleting_ends_the_training_and_drops_what_came_of_it(page: Page, few: Path) -> None:
    open_lab(page)
    bring(page, few)
    page.get_by_label("Model").select_option("ConvNet")
    page.get_by_label("Epochs").fill("1000")
    page.get_by_label("Epochs").press("Enter")
    page.locator("#train").click()
    expect(page.locator("#results td").first).not_to_be_empty()
    page.get_by_role("button", name="Delete “Few”").click()
    expect(page.locator("#upload-said")).to_contain_text("is deleted")
    expect(page.locator("#train-label")).to_have_text("Train")
    expect(page.locator("#results td").first).to_be_empty()
    expect(page.locator("#server-banner")).to_be_hidden()
    page.locator("#export").click()
    expect(page.get_by_role("menuitem", name="CSV")).to_be_disabled()


def test_deleting_drops_bars(page: Page, few: Path) -> None:
    open_page(page, "#data=digits&feature=pixels&epochs=2")
    id = bring(page, few)
    page.locator("#run").click()
    expect(page.locator(f"[data-set={id}] .bar-value")).to_have_count(1)
    page.get_by_role("button", name="Delete “Few”").click()
    expect(page.locator("#upload-said")).to_contain_text("is deleted")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="CSV").click()
    assert id not in Path(download.value.path()).read_text()


def test_they_are_compared(page: Page, pets: Path) -> None:
    open_page(page, "#data=digits&feature=pixels&epochs=2")
    id = bring(page, pets)
    expect(page.locator(f"[data-set={id}] h2")).to_have_text(pets.stem)
    page.locator("#run").click()
    expect(page.locator(".bar-value")).to_have_count(1)
    page.get_by_role("button", name=f"Delete “{pets.stem}”").click()
    expect(page.locator("#data")).to_have_value("patches,textures")
    page.wait_for_function("() => location.hash.includes('data=patches&data=textures')")
    page.reload()
    expect(page.locator("#bars")).not_to_be_empty()
    expect(page.locator("#link-banner")).to_be_hidden()


def test_choices_stay_for_the_next_data_set(page: Page, few: Path) -> None:
    batches = page.get_by_label("Gradient of")
    open_lab(page, f"{LAB}&optimizer=gradient_descent,0.1,32&optimizer=gradient_descent,0.1,all")
    id = bring(page, few)
    assert [batches.nth(place).input_value() for place in range(3)] == ["16", "16", "all"]
    assert batches.first.locator("option").all_inner_texts() == ["all examples", "numeric gradient", "batches of 16"]
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#results[aria-busy=false] tr")).to_have_count(3)
    expect(page.locator("#announcer")).not_to_be_empty()
    expect(page.locator("#look-for")).not_to_contain_text("Smaller batches")
    assert f"data={id}" in page.url
    assert "optimizer=gradient_descent,0.1,64&optimizer=gradient_descent,0.1,32" in page.url
    page.get_by_label("Data").select_option("digits")
    assert [batches.nth(place).input_value() for place in range(3)] == ["64", "32", "all"]
    expect(page.locator("#look-for")).to_contain_text("Smaller batches took more steps")


def test_a_link_to_few_images_compares_them(page: Page, few: Path) -> None:
    page.goto(f"/classifiers?lang=en{LAB}")
    id = bring(page, few)
    open_page(page, f"#data={id}&feature=color&epochs=2")
    expect(page.locator(".bar-value")).to_have_count(1)
    expect(page.locator("#server-banner")).to_be_hidden()


def test_the_focus_stays_where_the_next_archive_is_chosen(page: Page, few: Path) -> None:
    open_lab(page)
    expect(page.locator("#data option").first).to_be_attached()
    page.locator("#own-data summary").click()
    page.locator("#upload").focus()
    choosing = page.locator("#archive")
    choosing.set_input_files(few)
    expect(page.locator("#upload-said")).to_contain_text("images in 2 classes")
    expect(page.locator("#upload")).to_be_focused()
    page.get_by_role("button", name="Delete “Few”").press("Enter")
    expect(page.locator("#upload-said")).to_contain_text("is deleted")
    expect(page.locator("#upload")).to_be_focused()
    # A visitor who has moved on meanwhile stays there.
    with held(page, "**/api/datasets"):
        choosing.set_input_files(few)
        expect(page.locator("#upload")).to_be_disabled()
        page.locator("#model").focus()
    expect(page.locator("#upload-said")).to_contain_text("images in 2 classes")
    expect(page.locator("#upload")).to_be_enabled()
    expect(page.locator("#model")).to_be_focused()


def summary_heights(page: Page) -> list[float]:
    heights: list[float] = page.evaluate(
        "[...document.querySelectorAll('summary')].map((one) => one.getBoundingClientRect().height)"
    )
    return heights


def test_what_unfolds_is_as_high_as_a_button(page: Page) -> None:
    open_lab(page)
    assert summary_heights(page) == [32]


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_what_unfolds_is_as_high_as_a_finger_needs(page: Page) -> None:
    open_lab(page)
    assert summary_heights(page) == [44]


def test_what_cannot_be_taken_says_why(page: Page, console_errors: list[str], tmp_path: Path) -> None:
    file = tmp_path / "notes.zip"
    file.write_bytes(b"no archive")
    open_lab(page)
    choose_archive(page, file)
    expect(page.locator("#upload-fault")).to_contain_text("no zip archive")
    expect(page.locator("#upload")).to_be_enabled()
    assert all("415" in error for error in console_errors)
    console_errors.clear()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "The archive needs 2 folders or more with 2 readable images or more in each: a folder is a class."
            " The first file that was left out: It is empty.",
        ),
        (
            "ko",
            "읽을 수 있는 이미지가 2장 이상 든 폴더가 2개 이상 있어야 합니다. 폴더 하나가 클래스 하나입니다."
            " 제외된 첫 파일: 비어 있습니다.",
        ),
    ],
)
def test_an_archive_that_does_not_fit_is_told_in_the_language_of_the_page(
    page: Page, console_errors: list[str], tmp_path: Path, language: str, words: str
) -> None:
    file = tmp_path / "few.zip"
    file.write_bytes(zipped([("개/1.png", b""), *folders({"cats": 3})]))
    page.goto(f"/classifiers?lang={language}{LAB}")
    page.locator("#own-data summary").click()
    page.locator("#archive").set_input_files(file)
    expect(page.locator("#upload-fault")).to_have_text(words)
    console_errors.clear()


def test_a_file_that_is_left_out_is_told_in_the_language_of_the_page(page: Page, pets: Path) -> None:
    page.goto(f"/classifiers?lang=ko{LAB}")
    page.locator("#own-data summary").click()
    page.locator("#archive").set_input_files(pets)
    expect(page.locator("#upload-said")).to_contain_text(
        "첫 번째는 cats/readme.txt: 읽을 수 있는 이미지가 아닙니다. 읽는 형식: PNG, JPEG, WEBP, GIF, BMP, TIFF."
    )


def test_a_link_to_what_is_gone_says_so(page: Page, console_errors: list[str]) -> None:
    page.goto(f"/classifiers?lang=en#data=own-{'0' * 32}")
    expect(page.locator("#link-banner")).to_contain_text(f"own-{'0' * 32}")
    assert all("404" in error for error in console_errors)
    console_errors.clear()


@pytest.mark.parametrize("address", ["classifiers", "comparison"])
def test_going_to_a_link_tells_what_opening_it_tells(page: Page, console_errors: list[str], address: str) -> None:
    page.goto(f"/{address}?lang=en#data=digits&feature=pixels&epochs=2")
    expect(page.locator("#data")).to_have_value("digits")
    banner = page.locator("#link-banner")
    page.route("**/api/datasets/own-*", lambda route: route.abort())
    page.evaluate("location.hash = `data=own-${'1'.repeat(32)}`")
    expect(banner).to_contain_text("The server cannot be reached")
    page.go_back()
    expect(banner).to_be_hidden()
    page.unroute("**/api/datasets/own-*")
    page.evaluate("location.hash = `data=own-${'2'.repeat(32)}`")
    expect(banner).to_contain_text(f"own-{'2' * 32}")
    page.locator("#data").select_option("textures")
    expect(banner).to_be_hidden()
    forget_refusals(console_errors, "ERR_FAILED", "404")


@pytest.mark.parametrize(("address", "field"), [("landscapes", "surface"), ("features", "reading")])
def test_going_to_any_link_tells_what_it_names_in_vain(page: Page, address: str, field: str) -> None:
    page.goto(f"/{address}?lang=en")
    page.wait_for_load_state("networkidle")
    page.evaluate("field => { location.hash = `${field}=narnia` }", field)
    expect(page.locator("#link-banner")).to_contain_text("This link names “narnia”")
    page.go_back()
    expect(page.locator("#link-banner")).to_be_hidden()


def test_a_link_to_two_sets_names_both(page: Page, pets: Path, few: Path) -> None:
    page.goto(f"/classifiers?lang=en{LAB}")
    one = bring(page, pets)
    page.locator("#archive").set_input_files(few)
    expect(page.locator("#upload-said")).to_contain_text("“Few” is here")
    other = page.locator("#data").input_value()
    open_page(page, f"#data={one}&data={other}&feature=color&epochs=1")
    expect(page.locator("#data option:checked")).to_have_text(f"{few.stem} and {pets.stem}")
    expect(page.locator(".bars-panel")).to_have_count(2)
    page.locator("#own-data summary").click()
    page.get_by_role("button", name="Delete “Few”").click()
    expect(page.locator("#data")).to_have_value(one)
    expect(page.locator(".bars-panel")).to_have_count(1)


def test_the_key_can_be_taken_to_scripts(page: Page, pets: Path) -> None:
    open_lab(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    id = bring(page, pets)
    page.locator("#copy-key").click()
    expect(page.locator("#toast")).to_contain_text("Key copied")
    key = page.evaluate("navigator.clipboard.readText()")
    listed = json.loads(page.request.get("/api/datasets", headers={"x-slopelab-key": key}).text())
    assert id in [entry["id"] for entry in listed]


@pytest.mark.parametrize(("language", "words"), [("en", "does not accept images of your own"), ("ko", "받지 않습니다")])
def test_where_uploads_are_off_the_page_says_so(page: Page, tmp_path: Path, language: str, words: str) -> None:
    with serving_here(data=tmp_path, uploads="off") as server:
        for address in ("classifiers", "comparison"):
            text = page.request.get(f"{server.address}/{address}?lang={language}").text()
            assert words in text
            assert 'id="upload"' not in text
