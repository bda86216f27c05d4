"""Multipart forms: read whole or refused, however they are cut and whatever they declare."""

import asyncio
import encodings
from collections.abc import AsyncGenerator, Iterator

import httpx
import pytest
from starlette.requests import Request

from app.http.uploads import InMemoryParser
from tests.features.pictures import encoded, flat


def part(name: bytes, value: bytes, more: bytes = b"") -> bytes:
    """A part of a form whose boundary is x."""
    return b'--x\r\nContent-Disposition: form-data; name="' + name + b'"' + more + b"\r\n\r\n" + value + b"\r\n"


FILE = part(b"image", encoded(flat(9, 9)), b'; filename="picture.png"')
INCLUDE = part(b"include", b"pixels")
END = b"--x--\r\n"


def send(client: httpx.Client, body: bytes) -> httpx.Response:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    return client.post("/api/features", content=body, headers=headers)


@pytest.mark.parametrize(
    "body",
    [
        INCLUDE + FILE + END,
        FILE + INCLUDE + END[:-2],
        b"\r\n" + FILE + INCLUDE + END + b"\r\nThe end.\r\n",
        FILE[:-2] + b"a--x--b" + FILE[-2:] + INCLUDE + END,
    ],
)
def test_a_whole_form_is_read(client: httpx.Client, body: bytes) -> None:
    answer = send(client, body)
    assert answer.status_code == 200
    assert set(answer.json()) == {"image", "pixels"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (FILE + INCLUDE, "closing boundary is missing"),
        (FILE + INCLUDE[:-2], "closing boundary is missing"),
        (FILE + INCLUDE[:-6], "closing boundary is missing"),
        (INCLUDE + FILE[:-200], "closing boundary is missing"),
        (FILE + INCLUDE + b"--x-", "closing boundary is missing"),
        (FILE + INCLUDE + b"--x\r\n", "closing boundary is missing"),
        (FILE + INCLUDE + b"--y--\r\n", "closing boundary is missing"),
        (b"", "closing boundary is missing"),
        (FILE + END + INCLUDE, "goes on after its closing boundary"),
        (FILE + END + INCLUDE + END, "goes on after its closing boundary"),
        (FILE + b"--x\r\nContent-Disposition: form-data\r\n\r\npixels\r\n" + END, '"name" must be provided'),
        (FILE + b"--x\r\n\r\npixels\r\n" + END, '"name" must be provided'),
        (FILE + part(b"include", b"pixels", b'; filename="include.txt"') + END, "Too many files"),
        (FILE + b"".join(part(b"a%d" % number, b"") for number in range(41)) + END, "Too many fields"),
        (FILE + part(b"include", bytes(1_050_000)) + END, "exceeded maximum size"),
    ],
)
def test_a_form_of_which_some_would_be_dropped_is_refused(client: httpx.Client, body: bytes, reason: str) -> None:
    answer = send(client, body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert reason in answer.json()["detail"]


def test_a_form_that_goes_on_is_refused_however_it_is_cut(client: httpx.Client) -> None:
    body = FILE + END + INCLUDE

    def events() -> Iterator[bytes]:
        yield body[: len(FILE) + 3]
        yield from (body[place : place + 1] for place in range(len(FILE) + 3, len(body)))

    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/api/features", content=events(), headers=headers)
    assert answer.status_code == 422
    assert "goes on" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("field", "location"), [(b"include", "include"), (b"full", "full"), (b"<b>", "(unknown)"), (b"", "(unknown)")]
)
def test_a_field_that_is_sent_again_is_named(client: httpx.Client, field: bytes, location: str) -> None:
    answer = send(client, FILE + part(field, b"true") + part(field, b"true") + END)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"location": location, "message": "Must be sent once."}]


@pytest.mark.parametrize("declared", ["utf-8", "klingon", "idna", "utf-16", '"quoted"'])
def test_a_form_is_in_utf_8_whatever_it_declares(client: httpx.Client, declared: str) -> None:
    headers = {"content-type": f"multipart/form-data; charset={declared}; boundary=x"}
    answer = client.post("/api/features", content=INCLUDE + FILE + END, headers=headers)
    assert answer.status_code == 200
    assert set(answer.json()) == {"image", "pixels"}


def test_names_of_encodings_that_forms_declare_are_not_remembered() -> None:
    before = len(encodings._cache)

    async def read(number: int) -> None:
        scope = {
            "type": "http",
            "headers": [(b"content-type", b"multipart/form-data; charset=k%d; boundary=x" % number)],
        }
        form = await InMemoryParser(Request(scope), body()).parse()
        assert form["include"] == "pixels"

    async def body() -> AsyncGenerator[bytes]:
        yield INCLUDE + END

    for number in range(20):
        asyncio.run(read(number))
    assert len(encodings._cache) == before
