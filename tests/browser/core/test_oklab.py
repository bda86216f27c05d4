"""Colours that look evenly spaced."""

import pytest

from tests.browser.core.conftest import Call


def test_hex_survives_oklab(call: Call) -> None:
    colours = ["#bcd8e4", "#fbf6ea", "#000000", "#ffffff", "#1c4b5c"]
    assert call("oklab", "(m, all) => all.map((c) => m.hexFromOklab(m.oklabFromHex(c)))", colours) == colours


def test_lightness_follows_ottosson(call: Call) -> None:
    assert call("oklab", "(m) => m.oklabFromHex('#ff0000')") == pytest.approx([0.62796, 0.22486, 0.12585], abs=1e-4)


def test_stops_are_kept_and_spread(call: Call) -> None:
    colours = call("oklab", "(m) => m.spread(['#000000', '#808080', '#ffffff'], 5)")
    assert (colours[0], colours[2], colours[4]) == ("#000000", "#808080", "#ffffff")
    assert len(colours) == 5
