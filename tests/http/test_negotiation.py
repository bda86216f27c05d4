"""The encodings that a client accepts, according to its header."""

import pytest

from app.http.negotiation import chosen_encoding


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=0.5 , Br ; Q=1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000,gzip;q=0.001", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("*", "br"),
        ("*, br;q=0", "gzip"),
        ("gzip, *;q=0", "gzip"),
        ("brotli, notgzip", None),
        (";;,=q,", None),
    ],
)
def test_the_first_offered_that_is_accepted(header: str, chosen: str | None) -> None:
    assert chosen_encoding(header, ["br", "gzip"]) == chosen
