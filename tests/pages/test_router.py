"""The pages are served in the visitor's language, with nothing from other sites."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from PIL import Image, ImageColor

from app.pages.preview import PATHS


@pytest.fixture
def client(live_server: str) -> Iterator[httpx.Client]:
    """A client without any cookies."""
    with httpx.Client(base_url=live_server, timeout=30) as client:
        yield client


def test_the_front_page_leads_to_the_lesson_and_the_labs_in_the_language_that_was_asked_for(
    client: httpx.Client,
) -> None:
    answer = client.get("/?lang=ko")
    assert answer.status_code == 200
    assert '<html lang="ko"' in answer.text
    for page in ("lesson", "landscapes", "features", "classifiers", "comparison"):
        assert f'href="/{page}?lang=ko"' in answer.text


@pytest.mark.parametrize("path", ["/lesson", "/landscapes", "/features", "/classifiers", "/comparison"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_labs_in_both_languages(client: httpx.Client, path: str, language: str) -> None:
    asked = client.get(path, params={"lang": language})
    preferred = client.get(path, headers={"accept-language": language})
    for answer in (asked, preferred):
        assert answer.status_code == 200
        assert answer.headers["content-language"] == language
        assert f'<html lang="{language}"' in answer.text
    assert preferred.headers["vary"] == "accept-language, accept-encoding, cookie"
    assert preferred.headers["cache-control"] == "private, no-cache"


def test_the_network_has_a_tab_where_its_extra_is_installed(client: httpx.Client, without_cnn: httpx.Client) -> None:
    tabs = [
        re.findall(r'name="readings" value="(\w+)"', server.get("/features").text) for server in (client, without_cnn)
    ]
    assert tabs == [["pixels", "color", "hog", "sift", "words", "cnn"], ["pixels", "color", "hog", "sift", "words"]]


@pytest.mark.parametrize("path", ["/lesson", "/landscapes", "/features", "/api/docs", "/nothing"])
def test_every_address_that_a_page_names_is_served_here(client: httpx.Client, path: str) -> None:
    named = re.findall(r'(?:src|href)="([^"#]+)"', client.get(path).text)
    assert named
    for address in (urljoin(path, unescape(name)) for name in named):
        there = urlsplit(address).path
        assert client.get(address).status_code == (404 if there == "/nothing" else 200), address


@pytest.mark.parametrize("path", ["/landscapes", "/features", "/api/docs"])
def test_pages_answer_head(client: httpx.Client, path: str) -> None:
    answer = client.head(path)
    assert answer.status_code == 200
    assert answer.content == b""


def test_a_language_that_was_asked_for_is_remembered(live_server: str) -> None:
    with httpx.Client(base_url=live_server, timeout=30, headers={"accept-language": "en"}) as visitor:
        assert visitor.get("/lesson").headers["content-language"] == "en"
        assert "language" not in visitor.cookies
        visitor.get("/lesson?lang=ko")
        assert visitor.get("/features").headers["content-language"] == "ko"
        visitor.get("/features?lang=klingon")
        assert visitor.get("/lesson").headers["content-language"] == "ko"


def links(page: str) -> list[str]:
    """The addresses of other pages of the site that a page leads to."""
    return [address for address in re.findall(r'href="(/[^"]*)"', page) if not address.startswith(("/static", "/api"))]


@pytest.mark.parametrize("path", ["/lesson", "/landscapes", "/nothing"])
def test_links_carry_a_language_only_if_it_was_asked_for(client: httpx.Client, path: str) -> None:
    negotiated = links(client.get(path, headers={"accept-language": "ko"}).text)
    assert len(negotiated) >= 6
    assert not [address for address in negotiated if "lang=" in address]
    assert "language" not in client.cookies
    asked = links(client.get(path, params={"lang": "ko"}).text)
    assert asked == [f"{address}?lang=ko" for address in negotiated]


def test_the_documentation_is_english_in_a_page_of_any_language(client: httpx.Client) -> None:
    page = client.get("/api/docs", headers={"accept-language": "ko"}).text
    assert '<html lang="ko"' in page
    assert '<main id="documentation" lang="en"' in page


def test_pages_come_compressed_to_those_who_take_it(client: httpx.Client) -> None:
    packed = client.get("/lesson", headers={"accept-encoding": "gzip"})
    plain = client.get("/lesson", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < len(plain.content) / 3


def test_a_link_to_a_page_shows_a_picture_of_a_run(client: httpx.Client) -> None:
    (address,) = re.findall(r'property="og:image" content="([^"]+)"', client.get("/lesson").text)
    answer = client.get(address)
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(BytesIO(answer.content))
    assert picture.size == (1200, 630)
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or ()}
    assert {ImageColor.getrgb(colour) for colour in PATHS[:3]} <= colours
    again = client.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_an_unknown_page_says_so_in_the_visitors_language(client: httpx.Client) -> None:
    answer = client.get("/nothing", headers={"accept-language": "ko"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "페이지" in answer.text


def test_a_hostile_address_is_not_repeated(client: httpx.Client) -> None:
    assert "script>alert" not in client.get("/<script>alert(1)</script>?lang=<script>alert(1)</script>").text
