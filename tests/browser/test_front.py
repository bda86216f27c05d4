"""The front page: a run that plays, and doors."""

import re

from playwright.sync_api import Page, expect

PAINTED = """
(id) => {
  const element = document.getElementById(id);
  const canvas = element.matches("canvas") ? element : element.querySelector("canvas");
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const context = copy.getContext("2d");
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set();
  for (let at = 0; at < data.length; at += 44) colours.add(data.slice(at, at + 4).join());
  return colours.size;
}
"""


def losses(page: Page) -> list[str]:
    return page.locator("#front-legend output").all_inner_texts()


def test_the_first_run_plays_by_itself_and_a_click_starts_it_elsewhere(page: Page) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto("/?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("See optimization happen")
    expect(page.locator("#front-legend li")).to_have_count(4)
    expect(page.locator("#front-legend")).to_contain_text("1.6e-12")
    assert losses(page)[1] == "1.6e-12"
    assert not any("plotly" in url for url in requested), "the front page needs no charts"

    page.locator("#front-map .plot").click(position={"x": 60, "y": 60})
    lab = page.locator("#front-lab")
    expect(lab).to_have_attribute("href", re.compile(r"/landscapes\?lang=en#surface=beale&start=(?!0\.75)"))
    lab.click()
    expect(page.locator("#surface-name")).to_have_text("Beale")


def test_the_doors_have_pictures_and_lead_on_in_the_same_language(page: Page) -> None:
    page.goto("/?lang=ko")
    doors = page.locator(".door")
    expect(doors).to_have_count(4)
    assert doors.evaluate_all("(all) => all.map((door) => door.getAttribute('href'))") == [
        "/lesson?lang=ko",
        "/landscapes?lang=ko",
        "/features?lang=ko",
        "/classifiers?lang=ko",
    ]
    for door in ("door-lesson", "door-landscapes", "door-features", "door-classifiers"):
        page.wait_for_function(f"(least) => ({PAINTED.strip()})('{door}') > least", arg=12)
    doors.first.click()
    expect(page).to_have_url(re.compile("/lesson"))
    page.locator(".brand").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("최적화를 눈으로 봅니다")


def test_where_motion_is_not_wanted_the_paths_are_there_at_once(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/?lang=en")
    expect(page.locator("#front-legend output").nth(1)).to_have_text("1.6e-12")


def test_the_theme_recolours_the_map_and_the_doors(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/?lang=en")
    expect(page.locator("#front-legend output").nth(1)).to_have_text("1.6e-12")
    ground = "document.querySelector('#front-map .ground').toDataURL().length"
    light = page.evaluate(ground)
    page.keyboard.press("t")
    page.wait_for_function(f"(light) => {ground} !== light", arg=light)
