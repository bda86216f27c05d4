"""The API's documentation shows itself and lets its examples be tried."""

from playwright.sync_api import Page, expect


def test_a_call_can_be_tried(page: Page) -> None:
    page.goto("/api/docs")
    health = page.locator(".opblock", has_text="/api/health")
    health.locator(".opblock-summary-control").click()
    health.get_by_role("button", name="Execute").click()
    expect(health.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")
    expect(health.locator(".live-responses-table")).to_contain_text('"status": "ok"')


def test_the_example_of_a_run_works(page: Page) -> None:
    page.goto("/api/docs")
    run = page.locator(".opblock-post", has_text="/api/runs")
    run.locator(".opblock-summary-control").click()
    run.get_by_role("button", name="Execute").click()
    expect(run.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")


def test_an_unknown_page_leads_back_to_the_lab(page: Page, console_errors: list[str]) -> None:
    page.goto("/nothing")
    expect(page.get_by_role("link")).to_have_attribute("href", "/landscapes?lang=en")
    assert len(console_errors) == 1
    assert "404" in console_errors.pop()
