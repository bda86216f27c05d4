"""What of a link could not be read, or not be had."""

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


@pytest.mark.parametrize(
    ("fragment", "taken", "cut"),
    [
        ("#steps=500&seed=0&optimizer=adam", "steps=500&seed=0&optimizer=adam", []),
        ("#steps=5e2&start=0.50,-1", "steps=500&start=0.5,-1", []),
        ("#steps=5000", "steps=500", [["steps", "5000", "500"]]),
        ("#start=9,1", "start=5,1", [["start", "9,1", "5,1"]]),
        ("#optimizer=adam&optimizer=adam&optimizer=adam", "optimizer=adam", [["optimizer", "3", "1"]]),
        ("#steps=many&at=5", "steps=500&at=1&optimizer=adam", []),
        ("", "steps=500", []),
    ],
)
def test_what_is_less_than_was_asked_for(call: Call, fragment: str, taken: str, cut: list[list[str]]) -> None:
    names = {"numbers": ["start", "steps"], "lists": ["optimizer"]}
    found = call("links", "(m, given) => m.cutFields(...given)", [fragment, taken, names])
    assert [list(one.values()) for one in found] == cut
