"""What of a link could not be read."""

import pytest

from tests.browser.core.conftest import Call


@pytest.mark.parametrize(
    ("fragment", "understood", "unread"),
    [
        ("", "data=digits", []),
        ("#data=digits&optimizer=adam,0.1,64", "data=digits&optimizer=adam,0.1,64,beta1:0.9", []),
        ("#data=pets-1&optimizer=adam,0.1,64", "data=digits&optimizer=adam,0.1,64", ["pets-1"]),
        ("#data=digits&optimizer=lion,0.1,64&optimizer=adam,0.1,64", "data=digits&optimizer=adam,0.1,64", ["lion"]),
        ("#data=%3Cscript%3E&epochs=many", "data=digits&epochs=10", ["<script>"]),
        ("#data=%E0%A4%A", "data=digits", ["\ufffd%A"]),
    ],
)
def test_words_that_name_nothing(call: Call, fragment: str, understood: str, unread: list[str]) -> None:
    names = ["data", "optimizer"]
    assert call("links", "(m, given) => m.unreadWords(...given)", [fragment, understood, names]) == unread
