"""The colours have enough contrast, and differ enough from each other for colour-blind eyes."""

import itertools
import re
from pathlib import Path

import pytest
from coloraide import Color

from app.pages.preview import CASING, CONTOUR, LOW_TO_HIGH, PATHS

STATIC = Path(__file__).parent.parent.parent / "static"
THEMES = ("light", "dark")


def page_colours(theme: str) -> dict[str, Color]:
    """The custom properties of a theme."""
    pairs = re.findall(r"--([\w-]+): light-dark\((.+), (.+)\);", (STATIC / "css" / "base.css").read_text())
    return {name: Color(light if theme == "light" else dark) for name, light, dark in pairs}


def slot_colours(theme: str) -> list[Color]:
    """The colours of the optimizers, by slot."""
    source = (STATIC / "js" / "core" / "shared" / "line-styles.js").read_text()
    return [Color(value) for value in re.findall(rf'{theme}: "(#[0-9a-f]{{6}})"', source)]


def map_tones(theme: str) -> list[Color]:
    """The stops of the map, from low to high loss."""
    source = (STATIC / "js" / "charts" / "palette.js").read_text()
    stops = re.search(rf"{theme}: {{ stops: \[([^\]]+)\]", source)
    assert stops
    return [Color(value) for value in re.findall(r"#[0-9a-f]{6}", stops[1])]


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
    for tone in map_tones(theme):
        assert colours["accent"].contrast(tone) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_paths_stand_out_on_every_tone_of_the_map(theme: str) -> None:
    panel = page_colours(theme)["panel"]
    for slot in slot_colours(theme):
        assert slot.contrast(panel) >= 4.5
        assert min(slot.contrast(tone) for tone in map_tones(theme)) >= 3


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
    assert lightness == sorted(lightness, reverse=theme == "dark")


def test_the_picture_of_a_run_has_the_colours_of_the_lab_at_night() -> None:
    assert [Color(colour) for colour in PATHS] == slot_colours("dark")
    assert [Color(colour) for colour in LOW_TO_HIGH] == map_tones("dark")
    assert Color(CASING) == page_colours("dark")["panel"]
    palette = (STATIC / "js" / "charts" / "palette.js").read_text()
    assert re.search(rf'dark: {{[^}}]*contour: "{CONTOUR}"', palette)
