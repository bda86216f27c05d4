"""A page of another origin uses the API in a real browser, but has no access to data sets."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page

RUN = {"objective": {"kind": "surface", "id": "bowl"}, "steps": 50, "optimizers": [{"rule": "momentum"}]}


class BlankPage(BaseHTTPRequestHandler):
    """A server that answers everything with a page without a content policy."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of another origin."""
    with HTTPServer(("127.0.0.1", 0), BlankPage) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def foreign_page(context: BrowserContext, elsewhere: str) -> Page:
    """A page of that origin."""
    page = context.new_page()
    page.goto(elsewhere)
    return page


def test_a_run_is_posted_and_read(foreign_page: Page, live_server: str) -> None:
    last = foreign_page.evaluate(
        """async ([address, run]) => {
            const headers = {'content-type': 'application/json'};
            const answer = await fetch(`${address}/api/runs`, {method: 'POST', headers, body: JSON.stringify(run)});
            return (await answer.text()).trim().split('\\n').at(-1);
        }""",
        [live_server, RUN],
    )
    assert last == '{"type":"done"}'


def test_a_header_of_an_answer_is_read(foreign_page: Page, live_server: str) -> None:
    name = foreign_page.evaluate(
        """async ([address, run]) => {
            const headers = {'content-type': 'application/json'}, body = JSON.stringify({run});
            const answer = await fetch(`${address}/api/notebooks`, {method: 'POST', headers, body});
            return answer.headers.get('content-disposition');
        }""",
        [live_server, RUN],
    )
    assert ".ipynb" in name


@pytest.mark.parametrize(
    ("path", "headers"), [("/api/datasets", {}), ("/api/health", {"x-slopelab-key": "mine"}), ("/landscapes", {})]
)
def test_what_is_not_shared_cannot_be_read(
    foreign_page: Page, live_server: str, path: str, headers: dict[str, str]
) -> None:
    failed = foreign_page.evaluate(
        "([address, headers]) => fetch(address, {headers}).then(() => 'read', error => error.name)",
        [live_server + path, headers],
    )
    assert failed == "TypeError"


@pytest.mark.parametrize(
    ("path", "shown"), [("/api/photographs/astronaut/thumbnail", True), ("/api/datasets/digits/samples.png", False)]
)
def test_pictures_of_the_api_are_shown_but_not_those_of_data_sets(
    foreign_page: Page, live_server: str, path: str, shown: bool
) -> None:
    loaded = foreign_page.evaluate(
        """address => new Promise(resolve => {
            const image = new Image();
            image.onload = () => resolve(image.naturalWidth > 0);
            image.onerror = () => resolve(false);
            image.src = address;
        })""",
        live_server + path,
    )
    assert loaded is shown
