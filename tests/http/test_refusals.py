"""Every answer, errors too, tells browsers to run and load nothing from elsewhere."""

import httpx
import pytest

from app.http.refusals import CONTENT_SECURITY_POLICY, SECURITY_HEADERS

HEADERS = {name.decode(): value.decode() for name, value in SECURITY_HEADERS}


@pytest.mark.parametrize("path", ["/landscapes", "/api/health", "/api/nothing", "/nothing", "/static/x/nothing", "/"])
def test_on_every_answer(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_no_text_is_run_as_code() -> None:
    policy = CONTENT_SECURITY_POLICY
    assert "unsafe-eval" not in policy
    assert "script-src 'self';" in policy


def test_the_server_does_not_tell_what_it_is_made_of(client: httpx.Client) -> None:
    assert "server" not in client.get("/api/health").headers
