"""Uploads, without a document: what an address names, what an archive is called."""

import pytest

from tests.browser.core.conftest import Call

ID = f"own-{'0a' * 16}"


@pytest.mark.parametrize(
    ("fragment", "ids"),
    [
        (f"#data={ID}&model=mlp", [ID]),
        (f"data={ID}&data=own-0123456789ab&data={ID}", [ID, "own-0123456789ab"]),
        ("data=known&data=digits", []),
        ("data=own-../../x&data=own-&data=OWN-0123456789ab&%E0%A4%A", []),
        ("", []),
        ("&".join(f"data=own-{number:032x}" for number in range(100)), [f"own-{number:032x}" for number in range(2)]),
    ],
)
def test_an_address_names_uploads(call: Call, fragment: str, ids: list[str]) -> None:
    assert call("uploads", "(m, text) => m.linkedUploads(text, [{ id: 'known' }])", fragment) == ids
    assert call("uploads", "(m, text) => m.linkedUploads(text, [{ id: text.slice(6, 42) }])", f"#data={ID}") == []


@pytest.mark.parametrize(
    ("file", "name"), [("Pets.zip", "Pets"), ("PETS.ZIP", "PETS"), ("가.zip", "가"), ("👨👩👧x.zip", "👨👩👧")]
)
def test_a_data_set_is_called_as_its_archive(call: Call, file: str, name: str) -> None:
    assert call("uploads", "(m, file) => m.nameOf(file, 3)", file) == name[:3]


def test_keys_are_random(call: Call) -> None:
    one, other = (call("uploads", "(m) => m.newKey()") for _ in range(2))
    assert one != other
    assert len(one) == len(other) == 32
    assert int(one, 16) >= 0
    given = [one, "", "x" * 32, "A" * 32, f"{one}\n", one[1:]]
    assert call("uploads", "(m, texts) => texts.map(m.isKey)", given) == [True, *[False] * 5]
