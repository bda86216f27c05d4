"""Documents with the features of an image: JSON to read, NPZ to compute with, PNG of the image itself."""

import io
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import orjson
from numpy.typing import NDArray
from PIL import Image

from app.features.cnn.reading import CnnReading, guesses
from app.features.decoding import decode
from app.features.extraction import (
    ColorFeatures,
    Extraction,
    HogFeatures,
    ImageFeatures,
    SiftFeatures,
    WordsFeatures,
    extract,
)
from app.features.sift import Keypoints


def hog_note(features: ImageFeatures) -> str | None:
    """Explain why an image has no HOG cells or no block; None if it has both, or HOG was not requested."""
    if features.hog is None:
        return None
    rows, columns, _ = features.hog.histograms.shape
    cell, block = features.hog.settings.cell, features.hog.settings.block
    if not rows or not columns:
        return (
            f"There are no cells: the image has {features.width} × {features.height} pixels, a cell {cell} × {cell}. "
            "Ask for smaller cells, or send a larger image."
        )
    if rows < block or columns < block:
        return (
            f"There is no block, so that the descriptor is empty: the image has {rows} × {columns} cells, a block "
            f"{block} × {block}. Ask for smaller cells or blocks, or send a larger image."
        )
    return None


def words_note(features: ImageFeatures) -> str | None:
    """Explain why an image has no visual words; None if it has some, or they were not requested."""
    if features.words is None or features.words.words.size:
        return None
    side = features.words.settings.codebook.reader.side
    return (
        f"There are no words: the image has {features.width} × {features.height} pixels, a patch {side} × {side}. "
        "Send a larger image."
    )


_DECIMALS = 4

_TOP = 20

_GUESSES = 5

Extra = Literal["normalized", "descriptor", "descriptors", "map", "features"]
"""Parts of a document that are included only on request, because they are long."""


class TooManyNumbersError(ValueError):
    """A feature would be too long as JSON; the arguments are its id and the number of its values."""


def json_document(content: bytes, wanted: Extraction, extras: frozenset[Extra], max_numbers: int) -> bytes:
    """Write the JSON document of `POST /api/features` for an image file.

    HOG's cells, the network's numbers and vectors are rounded to four decimals.

    Raises:
        TooManyNumbersError: a feature has more than ``max_numbers`` values. (The JSON writer ends the process, instead
            of raising, when it runs out of memory.)
        Exception: as `extract` does.
    """
    features = extract(content, wanted)
    document: dict[str, Any] = {
        "image": {"width": features.width, "height": features.height, "format": features.format}
    }
    if features.pixels:
        document["pixels"] = features.pixels
    if features.color:
        document["color"] = _color(features.color)
    if features.hog:
        document["hog"] = _hog(features.hog, extras, max_numbers) | _noted(hog_note(features))
    if features.sift:
        document["sift"] = _sift(features.sift, extras)
    if features.words:
        document["words"] = _words(features.words, extras) | _noted(words_note(features))
    if features.cnn:
        document["cnn"] = _cnn(features.cnn, extras)
    if features.vectors:
        document["vectors"] = _vectors(features.vectors, max_numbers)
    return orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY)


def _noted(note: str | None) -> dict[str, str]:
    return {} if note is None else {"note": note}


def npz_document(content: bytes, wanted: Extraction) -> bytes:
    """Write the features of an image file as an archive of numpy arrays, with names such as ``hog_descriptor``."""
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **_arrays(extract(content, wanted)))
    return file.getvalue()


def png_document(content: bytes, wanted: Extraction) -> bytes:
    """Write the image itself, upright uint8 RGB as features read it, for clients that cannot decode its format."""
    file = io.BytesIO()
    Image.fromarray(decode(content, wanted.max_pixels).pixels).save(file, "PNG", compress_level=1)
    return file.getvalue()


def _color(color: ColorFeatures) -> dict[str, Any]:
    red, green, blue = color.channels
    return {
        "rgb": {"r": red, "g": green, "b": blue},
        "hue": color.hue,
        "greys": color.greys,
        "joint": color.joint,
    }


def _hog(hog: HogFeatures, extras: frozenset[Extra], max_numbers: int) -> dict[str, Any]:
    numbers = _numbers(hog, extras)
    if numbers > max_numbers:
        raise TooManyNumbersError("hog", numbers)
    document = {
        "cell": hog.settings.cell,
        "block": hog.settings.block,
        "orientations": hog.settings.orientations,
        "cells": hog.histograms.shape[:2],
        "histogram": hog.histograms.round(_DECIMALS),
        "length": hog.length(),
    }
    if "normalized" in extras:
        document["normalized"] = hog.normalized().round(_DECIMALS)
    if "descriptor" in extras:
        document["descriptor"] = hog.descriptor()
    return document


def _numbers(hog: HogFeatures, extras: frozenset[Extra]) -> int:
    """Count the values of HOG in a document, before they are computed."""
    cells = hog.histograms.size
    return cells + ("normalized" in extras) * cells + ("descriptor" in extras) * hog.length()


def _sift(sift: SiftFeatures, extras: frozenset[Extra]) -> dict[str, Any]:
    found = sift.keypoints
    names = ("x", "y", "size", "angle", "response")
    rows = zip(*(column.tolist() for column in _columns(found)), strict=True)
    document = {
        "scale": sift.scale,
        "count": len(found),
        "keypoints": [dict(zip(names, row, strict=True)) for row in rows],
    }
    if "descriptors" in extras:
        document["descriptors"] = found.descriptors
    return document


def _words(words: WordsFeatures, extras: frozenset[Extra]) -> dict[str, Any]:
    histogram = words.histogram()
    most_frequent = np.argsort(-histogram, kind="stable")[:_TOP]
    document = {
        "codebook": words.settings.id,
        "scale": words.scale,
        "side": words.settings.codebook.reader.side,
        "step": words.step,
        "histogram": histogram,
        "top": [{"word": int(word), "count": int(histogram[word])} for word in most_frequent if histogram[word]],
    }
    if "map" in extras:
        document |= {"map": words.words, "vector": words.vector}
    return document


def _cnn(reading: CnnReading, extras: frozenset[Extra]) -> dict[str, Any]:
    probabilities, vector = reading.probabilities[0], reading.features[0]
    top = [
        {"label": guess.label, "probability": round(guess.probability, _DECIMALS)}
        for guess in guesses(probabilities, _GUESSES)
    ]
    document: dict[str, Any] = {"top": top, "length": len(vector)}
    if "features" in extras:
        document["features"] = vector.round(_DECIMALS)
    return document


def _vectors(vectors: Mapping[str, NDArray[np.float32]], max_numbers: int) -> dict[str, Any]:
    for id, vector in vectors.items():
        if len(vector) > max_numbers:
            raise TooManyNumbersError(id, len(vector))
    return {id: vector.round(_DECIMALS) for id, vector in vectors.items()}


def _columns(found: Keypoints) -> tuple[NDArray[np.float32], ...]:
    return found.x, found.y, found.size, found.angle, found.response


def _arrays(features: ImageFeatures) -> Mapping[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {"size": np.array([features.width, features.height])}
    if features.pixels:
        arrays["pixels_mean"] = np.array(features.pixels.mean)
    if features.color:
        arrays |= {
            "color_rgb": features.color.channels,
            "color_hue": features.color.hue,
            "color_joint": features.color.joint,
        }
    if features.hog:
        arrays |= {
            "hog_histogram": features.hog.histograms,
            "hog_normalized": features.hog.normalized(),
            "hog_descriptor": features.hog.descriptor(),
        }
    if features.sift:
        arrays |= {
            "sift_keypoints": np.stack(_columns(features.sift.keypoints), axis=1),
            "sift_descriptors": features.sift.keypoints.descriptors,
        }
    if features.words:
        arrays |= {
            "words_histogram": features.words.histogram(),
            "words_map": features.words.words,
            "words_vector": features.words.vector,
        }
    for name, note in (("hog_note", hog_note(features)), ("words_note", words_note(features))):
        if note is not None:
            arrays[name] = np.array(note)
    if features.cnn:
        arrays |= {
            "cnn_probabilities": features.cnn.probabilities[0],
            "cnn_features": features.cnn.features[0],
        }
    return arrays | dict(features.vectors)
