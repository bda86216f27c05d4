"""What each optimizer looks like."""

from tests.browser.core.conftest import Call


def test_the_home_is_taken_first_then_the_next_free(call: Call) -> None:
    slots = call("slots", "(m) => [m.nextSlot('adam', [0]), m.nextSlot('adam', [0, 2]), m.nextSlot('adam', [0, 1, 2])]")
    assert slots == [2, 1, 3]


def test_beyond_eight_colours_repeat_with_another_dash(call: Call) -> None:
    first, ninth = call("slots", "(m) => [m.slotStyle(1), m.slotStyle(9)]")
    assert first["colour"] == ninth["colour"]
    assert first["dash"] != ninth["dash"]
