"""What the lesson's figures of image features say came true, without a document."""

from typing import Any

import numpy as np
import pytest

from app.features.color import channel_histograms, hue_histogram, joint_histogram
from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks
from tests.browser.core.conftest import Call
from tests.features.pictures import PICTURES

COFFEE = PICTURES["coffee"]
CHANGED = {
    "as_is": COFFEE,
    "shuffled": np.random.default_rng(0).permutation(COFFEE.reshape(-1, 3)).reshape(COFFEE.shape),
    "half": COFFEE // 2,
}


def outcome(call: Call, name: str, found: object) -> tuple[str, dict[str, Any]]:
    answer = call("lesson/feature-outcomes", f"(m, found) => m.{name}(found)", found)
    return answer["answer"], answer["values"]


def color(image: np.ndarray) -> dict[str, object]:
    red, green, blue = channel_histograms(image[None])[0].tolist()
    return {
        "rgb": {"r": red, "g": green, "b": blue},
        "hue": hue_histogram(image[None])[0].tolist(),
        "joint": joint_histogram(image[None], 4)[0].tolist(),
    }


def hog(image: np.ndarray) -> dict[str, object]:
    histograms = cell_histograms(image[None])
    return {
        "histogram": histograms[0].tolist(),
        "normalized": cells_of_blocks(block_descriptors(histograms))[0].tolist(),
    }


@pytest.mark.parametrize(("length", "answer"), [(600, "one"), (1800, "three"), (256, "colours")])
def test_numbers_of_a_picture(call: Call, length: int, answer: str) -> None:
    found = outcome(call, "vectorOutcome", {"shape": [20, 30, 3], "length": length})
    assert found == (answer, {"width": 30, "height": 20, "length": f"{length:,}"})


def test_a_shuffle_leaves_all_hues(call: Call) -> None:
    found = outcome(call, "huesOutcome", {change: color(image) for change, image in CHANGED.items()})
    assert found == ("all", {"hue": "100.0 %", "hue_half": "98.9 %", "rgb_half": "23.2 %"})


@pytest.mark.parametrize(("kept", "answer"), [(95, "all"), (94, "half"), (25, "half"), (24, "little")])
def test_shares_of_hues(call: Call, kept: int, answer: str) -> None:
    counts = {change: color(COFFEE) for change in CHANGED}
    counts["as_is"] |= {"hue": [100, 0]}
    counts["shuffled"] |= {"hue": [kept, 100 - kept]}
    counts["half"] |= {"hue": [100, 0]}
    assert outcome(call, "huesOutcome", counts)[0] == answer


def test_half_the_light_leaves_the_edges(call: Call) -> None:
    answer, values = outcome(call, "edgesOutcome", {change: hog(image) for change, image in CHANGED.items()})
    assert answer == "alike"
    assert values == {"light": "0.98", "length": "1.00", "raw": "0.50", "shuffled": "0.70"}


@pytest.mark.parametrize(
    ("half", "answer"), [([1.0, 1.0], "alike"), ([0.5, 0.5], "half"), ([0.0, 1.4], "other"), ([2.0, 2.0], "other")]
)
def test_what_becomes_of_edges(call: Call, half: list[float], answer: str) -> None:
    edges = [{"histogram": [[values]], "normalized": [[values]]} for values in ([1.0, 1.0], [1.0, 0.0], half)]
    assert outcome(call, "edgesOutcome", dict(zip(CHANGED, edges, strict=True)))[0] == answer


@pytest.mark.parametrize(("used", "answer"), [(99, "few"), (100, "some"), (500, "some"), (501, "most")])
def test_words_that_are_used(call: Call, used: int, answer: str) -> None:
    found = outcome(call, "wordsOutcome", {"histogram": [1200] + [1] * (used - 1) + [0] * (1000 - used)})
    assert found == (answer, {"used": str(used), "words": "1,000", "count": "1,200"})


@pytest.mark.parametrize(("pixel", "first"), [(0, 0), (2, 0), (3, 1), (8, 5), (9, 5)])
def test_the_window_stays_within_the_vector(call: Call, pixel: int, first: int) -> None:
    assert call("lesson/vector-window", "(m, pixel) => m.windowAround(pixel, 10, 5)", pixel) == first


def test_the_window_lists_red_green_and_blue_in_turn(call: Call) -> None:
    function = "(m, data) => m.entriesFrom(new Uint8ClampedArray(data), 1, 2)"
    entries = call("lesson/vector-window", function, [9, 9, 9, 255, 1, 2, 3, 255])
    assert entries == [{"pixel": 1, "channel": channel, "value": channel + 1} for channel in range(3)]


BEFORE = {"probabilities": [0.2, 0.8], "loss": 1.609}
AFTER = {"probabilities": [0.5, 0.5], "loss": 0.6931}


@pytest.mark.parametrize(
    ("steps", "after", "losses", "said"),
    [
        (0, AFTER, [1.609, 0.6931], "ready"),
        (1, AFTER, [1.609, 0.6931], "fell"),
        (1, AFTER | {"loss": 9.0}, [1.609, 9.0], "rose"),
        (2, None, [1.609, 9.0], "lost"),
    ],
)
def test_what_steps_on_a_picture_did(
    call: Call, steps: int, after: dict[str, Any] | None, losses: list[float], said: str
) -> None:
    pipeline = {"classes": ["cat", "coffee"], "label": "cat", "before": BEFORE, "after": after, "losses": losses}
    found = call("lesson/pipeline", "(m, [pipeline, steps]) => m.stepsSaid(pipeline, steps)", [pipeline, steps])
    assert found["said"] == said
    assert found["values"]["share"] == "20.0 %"
    if said == "fell":
        assert (found["values"]["new_loss"], found["values"]["new_share"]) == ("0.6931", "50.0 %")
