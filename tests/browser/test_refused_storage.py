"""Pages in browsers whose storage is refused or contains unexpected values."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_uploads import choose_archive, open_lab
from tests.datasets.zips import folders, zipped

REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "Few.zip"
    file.write_bytes(zipped(folders({"cats": 4, "dogs": 4})))
    return file


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("lesson", "#s1 canvas >> nth=0"),
        ("landscapes", "#lab.resting"),
        ("features", "#reading-hog .reading-content"),
        ("classifiers", ".runner >> nth=0"),
        ("comparison", ".bars-panel >> nth=0"),
    ],
)
def test_pages_open_and_change_their_theme(page: Page, address: str, opened: str, storage: str) -> None:
    page.add_init_script(storage)
    page.goto(f"/{address}?lang=en")
    expect(page.locator(opened)).to_be_visible()
    themes = set()
    for _ in range(2):
        page.locator("#theme").click()
        themes.add(page.evaluate("document.documentElement.dataset.theme"))
    assert themes == {"light", "dark"}
    page.goto("about:blank")


def test_images_are_brought_and_deleted(page: Page, archive: Path) -> None:
    page.add_init_script(REFUSED)
    open_lab(page)
    choose_archive(page, archive)
    expect(page.locator("#upload-said")).to_contain_text("images in 2 classes")
    page.get_by_role("button", name="Delete “Few”").click()
    expect(page.locator("#upload-said")).to_contain_text("is deleted")
    page.goto("about:blank")


def test_a_key_of_another_form_is_replaced(page: Page, archive: Path) -> None:
    page.add_init_script("localStorage.getItem('slopelab.key') ?? localStorage.setItem('slopelab.key', 'mine')")
    open_lab(page)
    choose_archive(page, archive)
    expect(page.locator("#upload-said")).to_contain_text("images in 2 classes")
    assert len(page.evaluate("localStorage.getItem('slopelab.key')")) == 32
    page.reload()
    expect(page.locator("#data option", has_text="Few")).to_be_attached()
