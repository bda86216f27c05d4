"""Documents with the features of an image."""

import dataclasses
import io
import json
from typing import Any

import numpy as np
import pytest
from PIL import Image

from app.features.cnn.reading import cnn_installed, cnn_reading, guesses
from app.features.documents import Extra, TooManyNumbersError, json_document, npz_document, png_document
from app.features.extraction import DESIGNED, VECTOR_FEATURES, Extraction, HogSettings, WordsSettings, extract
from tests.features.codebooks import learned
from tests.features.pictures import PICTURES, encoded, flat, noise

IMAGE = PICTURES["cat"][:64, :80]
FILE = encoded(IMAGE)
WANTED = Extraction(frozenset(DESIGNED), 10_000, 10_000, 20, 10_000, WordsSettings("some", learned("whitened")))
EVERY: frozenset[Extra] = frozenset({"normalized", "descriptor", "descriptors", "map", "features"})
FEATURES = extract(FILE, WANTED)


def document(wanted: Extraction = WANTED, extras: frozenset[Extra] = frozenset(), file: bytes = FILE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json_document(file, wanted, extras, 1_000_000))
    return found


def only(feature: Any, **settings: Any) -> Extraction:
    return dataclasses.replace(WANTED, features=frozenset({feature}), words=None, **settings)


def test_long_parts_are_there_only_on_request() -> None:
    short, long = document(), document(extras=EVERY)
    assert long.keys() == short.keys() == {"image", "pixels", "color", "hog", "sift", "words"}
    assert short["image"] == {"width": 80, "height": 64, "format": "PNG"}
    added = {name: set(long[name]) - set(short[name]) for name in long if long[name] != short[name]}
    assert added == {"hog": {"normalized", "descriptor"}, "sift": {"descriptors"}, "words": {"map", "vector"}}


def test_numbers_are_those_of_the_features() -> None:
    found = document(extras=EVERY)
    hog, sift, words, color = FEATURES.hog, FEATURES.sift, FEATURES.words, FEATURES.color
    assert hog is not None
    assert sift is not None
    assert words is not None
    assert color is not None
    assert (found["hog"]["cell"], found["hog"]["block"], found["hog"]["orientations"]) == (8, 2, 9)
    assert found["hog"]["cells"] == [8, 10]
    np.testing.assert_allclose(found["hog"]["histogram"], hog.histograms, atol=5.1e-5)
    assert np.abs(np.array(found["hog"]["histogram"]) * 1e4 % 1).max() == pytest.approx(1, abs=1)
    np.testing.assert_allclose(found["hog"]["normalized"], hog.normalized(), atol=5.1e-5)
    np.testing.assert_allclose(found["hog"]["descriptor"], hog.descriptor(), rtol=1e-6)
    assert found["hog"]["length"] == len(found["hog"]["descriptor"])
    assert found["sift"]["count"] == len(found["sift"]["keypoints"]) == len(sift.keypoints)
    assert found["sift"]["scale"] == sift.scale
    first = found["sift"]["keypoints"][0]
    expected = (sift.keypoints.x, sift.keypoints.y, sift.keypoints.size, sift.keypoints.angle, sift.keypoints.response)
    assert tuple(first) == ("x", "y", "size", "angle", "response")
    assert tuple(first.values()) == pytest.approx([float(column[0]) for column in expected])
    np.testing.assert_array_equal(found["sift"]["descriptors"], sift.keypoints.descriptors)
    np.testing.assert_array_equal(found["color"]["rgb"]["r"], color.channels[0])
    np.testing.assert_array_equal(found["color"]["rgb"]["g"], color.channels[1])
    np.testing.assert_array_equal(found["color"]["rgb"]["b"], color.channels[2])
    np.testing.assert_array_equal(found["color"]["hue"], color.hue)
    np.testing.assert_array_equal(found["color"]["joint"], color.joint)
    np.testing.assert_array_equal(found["words"]["map"], words.words)
    np.testing.assert_array_equal(found["words"]["vector"], words.vector)
    assert found["words"]["histogram"] == words.histogram().tolist()
    assert (found["words"]["codebook"], found["words"]["side"], found["words"]["step"]) == ("some", 6, 1)


def test_rounded_to_four_decimals() -> None:
    text = json_document(FILE, only("hog"), frozenset({"normalized"}), 1_000_000).decode()
    decimals = {
        len(part) for number in json.loads(text)["hog"]["normalized"][0][0] for part in str(number).split(".")[1:]
    }
    assert max(decimals) == 4


def test_the_most_frequent_words_come_first() -> None:
    found = document()["words"]
    top = found["top"]
    assert [word["count"] for word in top] == sorted((count for count in found["histogram"] if count), reverse=True)
    assert all(found["histogram"][word["word"]] == word["count"] > 0 for word in top)


def test_no_more_than_twenty_words_are_named() -> None:
    many = dataclasses.replace(WANTED, words=WordsSettings("many", learned("whitened", 64)))
    pieces = np.concatenate([picture[:40, :40] for picture in PICTURES.values() if min(picture.shape[:2]) >= 40])
    found = document(many, file=encoded(pieces))["words"]
    assert np.count_nonzero(found["histogram"]) > 20
    assert len(found["top"]) == 20


@pytest.mark.parametrize(
    ("extras", "numbers"),
    [
        (frozenset(), 8 * 10 * 9),
        (frozenset({"normalized"}), 2 * 8 * 10 * 9),
        (frozenset({"descriptor"}), 8 * 10 * 9 + 7 * 9 * 36),
        (frozenset({"normalized", "descriptor"}), 2 * 8 * 10 * 9 + 7 * 9 * 36),
    ],
)
def test_too_many_numbers_are_refused_before_they_are_computed(extras: frozenset[Extra], numbers: int) -> None:
    assert json_document(FILE, only("hog"), extras, numbers)
    with pytest.raises(TooManyNumbersError) as refused:
        json_document(FILE, only("hog"), extras, numbers - 1)
    assert refused.value.args == ("hog", numbers)


@pytest.fixture
def _thirds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feature that has no answer of its own: the mean of the picture's channels, as thirds."""
    monkeypatch.setitem(VECTOR_FEATURES, "thirds", lambda images: (images.mean(axis=(1, 2)) / 3).astype(np.float32))


@pytest.mark.usefixtures("_thirds")
def test_any_other_feature_is_a_vector_under_its_name() -> None:
    red = encoded(np.full((4, 6, 3), (200, 0, 100), np.uint8))
    assert document(only("thirds"), file=red)["vectors"] == {"thirds": [66.6667, 0.0, 33.3333]}
    with np.load(io.BytesIO(npz_document(red, only("thirds")))) as arrays:
        np.testing.assert_allclose(arrays["thirds"], [200 / 3, 0, 100 / 3], rtol=1e-6)
    assert "vectors" not in document(only("pixels"))


@pytest.mark.usefixtures("_thirds")
def test_a_vector_of_too_many_numbers_is_refused() -> None:
    assert json_document(FILE, only("thirds"), frozenset(), 3)
    with pytest.raises(TooManyNumbersError) as refused:
        json_document(FILE, only("thirds"), frozenset(), 2)
    assert refused.value.args == ("thirds", 3)


@pytest.mark.parametrize(
    ("cell", "block", "note"),
    [
        (8, 2, None),
        (32, 2, None),
        (33, 2, "block"),
        (32, 3, "block"),
        (64, 1, None),
        (65, 1, "cells"),
        (80, 1, "cells"),
    ],
)
def test_it_is_said_why_there_are_no_cells_or_blocks(cell: int, block: int, note: str | None) -> None:
    wanted = only("hog", hog=HogSettings(cell, block))
    found = document(wanted)["hog"].get("note")
    arrays = np.load(io.BytesIO(npz_document(FILE, wanted)))
    if note is None:
        assert found is None
        assert "hog_note" not in arrays
        return
    assert found.startswith(f"There is no {note}" if note == "block" else f"There are no {note}")
    assert str(arrays["hog_note"]) == found


@pytest.mark.parametrize(("size", "noted"), [((5, 50), True), ((50, 5), True), ((6, 6), False)])
def test_it_is_said_why_there_are_no_words(size: tuple[int, int], noted: bool) -> None:
    wanted = dataclasses.replace(WANTED, features=frozenset({"words"}))
    words = document(wanted, file=encoded(flat(*size)))["words"]
    assert ("note" in words) is noted
    assert ("words_note" in np.load(io.BytesIO(npz_document(encoded(flat(*size)), wanted)))) is noted


def test_arrays_have_names() -> None:
    arrays = np.load(io.BytesIO(npz_document(FILE, WANTED)))
    assert FEATURES.sift is not None
    assert arrays["size"].tolist() == [80, 64]
    assert arrays["sift_keypoints"].shape == (len(FEATURES.sift.keypoints), 5)
    np.testing.assert_array_equal(arrays["sift_keypoints"][:, 1], FEATURES.sift.keypoints.y)
    assert FEATURES.pixels is not None
    assert arrays["pixels_mean"].tolist() == list(FEATURES.pixels.mean)
    assert {name.split("_")[0] for name in arrays} == {"size", *DESIGNED}
    assert {name.split("_")[0] for name in np.load(io.BytesIO(npz_document(FILE, only("pixels"))))} == {
        "size",
        "pixels",
    }


def test_the_image_itself_is_upright_and_whole() -> None:
    image = noise(9, 14)
    found = Image.open(io.BytesIO(png_document(encoded(image, "BMP"), WANTED)))
    assert found.format == "PNG"
    np.testing.assert_array_equal(np.asarray(found), image)


@pytest.mark.skipif(not cnn_installed(), reason="the extra is not installed")
def test_the_five_best_guesses_of_the_network() -> None:
    wanted = only("cnn")
    reading = cnn_reading(IMAGE[None])
    short, long = document(wanted)["cnn"], document(wanted, EVERY)["cnn"]
    best = guesses(reading.probabilities[0], 5)
    assert [guess["label"] for guess in short["top"]] == [guess.label for guess in best]
    assert [guess["probability"] for guess in short["top"]] == [round(guess.probability, 4) for guess in best]
    assert short["length"] == 1280
    assert "features" not in short
    np.testing.assert_allclose(long["features"], reading.features[0], atol=5.1e-5)
    arrays = np.load(io.BytesIO(npz_document(FILE, wanted)))
    np.testing.assert_array_equal(arrays["cnn_features"], reading.features[0])
    np.testing.assert_array_equal(arrays["cnn_probabilities"], reading.probabilities[0])
