"""The pages answer, in the visitor's language, with nothing from elsewhere."""

import re
from html import unescape
from urllib.parse import urljoin

import httpx
import pytest


def test_the_front_page_leads_to_the_lab_with_its_query(client: httpx.Client) -> None:
    assert client.get("/").headers["location"] == "/landscapes"
    answer = client.get("/?lang=ko&x=1")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/landscapes?lang=ko&x=1"


@pytest.mark.parametrize("path", ["/landscapes", "/features"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_labs_in_both_languages(client: httpx.Client, path: str, language: str) -> None:
    asked = client.get(path, params={"lang": language})
    preferred = client.get(path, headers={"accept-language": language})
    for answer in (asked, preferred):
        assert answer.status_code == 200
        assert answer.headers["content-language"] == language
        assert f'<html lang="{language}"' in answer.text
    assert preferred.headers["vary"] == "accept-language"


def test_the_network_has_a_tab_where_its_extra_is_installed(client: httpx.Client, without_cnn: httpx.Client) -> None:
    tabs = [
        re.findall(r'name="readings" value="(\w+)"', server.get("/features").text) for server in (client, without_cnn)
    ]
    assert tabs == [["pixels", "color", "hog", "sift", "words", "cnn"], ["pixels", "color", "hog", "sift", "words"]]


@pytest.mark.parametrize("path", ["/landscapes", "/features", "/api/docs", "/nothing"])
def test_every_address_that_a_page_names_is_served_here(client: httpx.Client, path: str) -> None:
    named = re.findall(r'(?:src|href)="([^"#]+)"', client.get(path).text)
    assert named
    for address in named:
        assert client.get(urljoin(path, unescape(address))).status_code == 200, address


@pytest.mark.parametrize("path", ["/landscapes", "/features", "/api/docs"])
def test_pages_answer_head(client: httpx.Client, path: str) -> None:
    answer = client.head(path)
    assert answer.status_code == 200
    assert answer.content == b""


def test_an_unknown_page_says_so_in_the_visitors_language(client: httpx.Client) -> None:
    answer = client.get("/nothing", headers={"accept-language": "ko"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "페이지" in answer.text


def test_a_hostile_address_is_not_repeated(client: httpx.Client) -> None:
    assert "script>alert" not in client.get("/<script>alert(1)</script>?lang=<script>alert(1)</script>").text
