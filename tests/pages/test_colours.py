"""The colours have enough contrast, and differ enough from each other for colour-blind eyes."""

import itertools
import re
from pathlib import Path

import pytest
from coloraide import Color

from app.pages.preview import CASING, INK, LOW_TO_HIGH, PATHS
from tests.static.node import call

STATIC = Path(__file__).parent.parent.parent / "static"
THEMES = ("light", "dark")
MAPS = "tests/static/maps.js"


def page_colours(theme: str) -> dict[str, Color]:
    """The custom properties of a theme."""
    pairs = re.findall(r"--([\w-]+): light-dark\((.+), (.+)\);", (STATIC / "css" / "base.css").read_text())
    return {name: Color(light if theme == "light" else dark) for name, light, dark in pairs}


def slot_colours(theme: str) -> list[Color]:
    """The colours of the optimizers, by slot."""
    source = (STATIC / "js" / "core" / "shared" / "line-styles.js").read_text()
    return [Color(value) for value in re.findall(rf'{theme}: "(#[0-9a-f]{{6}})"', source)]


def map_tones(theme: str) -> list[Color]:
    """The tones of the map as they are drawn, from low to high loss."""
    return [Color("srgb", [channel / 255 for channel in tone]) for tone in call(MAPS, "ramp", theme)]


def seen(colour: Color, eyes: str) -> Color:
    """The colour as normal eyes see it, or those with a deficiency (Machado, Oliveira and Fernandes 2009)."""
    return colour if eyes == "normal" else colour.clone().filter(eyes, method="machado")


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable_on_every_ground(theme: str) -> None:
    colours = page_colours(theme)
    for text, ground in itertools.product(("ink", "muted", "accent", "error", "warning", "good"), ("page", "panel")):
        assert colours[text].contrast(colours[ground]) >= 4.5, (text, ground)
    assert colours["on-accent"].contrast(colours["accent"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_the_start_stand_out(theme: str) -> None:
    colours = page_colours(theme)
    for ground in (colours["page"], colours["panel"]):
        assert colours["control-edge"].contrast(ground) >= 3
    assert colours["accent"].contrast(colours["panel"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_paths_stand_out_from_their_casing_which_surrounds_them_on_the_map(theme: str) -> None:
    panel = page_colours(theme)["panel"]
    for slot in slot_colours(theme):
        assert slot.contrast(panel) >= 4.5


def test_the_casing_of_a_path_is_wide_enough_to_part_it_from_any_tone() -> None:
    widths = call(MAPS, "widths")
    assert (widths["casing"] - widths["path"]) / 2 >= 1.5


@pytest.mark.parametrize("eyes", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("theme", THEMES)
def test_no_two_paths_look_alike(theme: str, eyes: str) -> None:
    slots = [seen(colour, eyes) for colour in slot_colours(theme)]
    assert len(slots) == 8
    assert min(a.delta_e(b, method="2000") for a, b in itertools.combinations(slots, 2)) >= 10


@pytest.mark.parametrize("eyes", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("theme", THEMES)
def test_lower_loss_is_always_darker_on_light_and_lighter_on_dark(theme: str, eyes: str) -> None:
    lightness = [seen(tone, eyes).convert("lab")["lightness"] for tone in map_tones(theme)]
    upwards = lightness if theme == "light" else lightness[::-1]
    assert all(after > before - 0.25 for before, after in itertools.pairwise(upwards)), "but for rounding to bytes"
    assert all(after > before for before, after in itertools.pairwise(upwards[::8]))
    assert upwards[-1] - upwards[0] >= 45


@pytest.mark.parametrize("theme", THEMES)
def test_the_tones_of_the_map_are_evenly_spaced(theme: str) -> None:
    tones = map_tones(theme)[::51]
    steps = [one.distance(other, space="oklab") for one, other in itertools.pairwise(tones)]
    assert max(steps) <= 1.15 * min(steps)
    fading = page_colours(theme)["panel"].distance(map_tones(theme)[-1], space="oklab")
    assert fading <= 0.05


def test_the_picture_of_a_run_has_the_colours_of_the_lab_at_night() -> None:
    assert [Color(colour) for colour in PATHS] == slot_colours("dark")
    assert Color(CASING) == page_colours("dark")["panel"]
    assert Color(INK) == page_colours("dark")["ink"]
    tones = map_tones("dark")
    for place, colour in enumerate(LOW_TO_HIGH):
        tone = tones[round(place * (len(tones) - 1) / (len(LOW_TO_HIGH) - 1))]
        assert Color(colour).distance(tone, space="oklab") <= 0.01
