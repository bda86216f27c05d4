"""Patches lose brightness and contrast, then their correlations (S11)."""

import numpy as np
import pytest

from app.features import whitened_patches as module
from app.features.kmeans import Iteration
from app.features.patches import contrast_normalised, dense_patches, sampled_patches
from app.features.whitened_patches import (
    EPSILON,
    WhitenedPatches,
    WhitenedTraining,
    Whitening,
    whitened_training,
    whitening_of,
)
from tests.features.codebooks import learned
from tests.features.pictures import PICTURES, noise


def test_whitened_patches_are_uncorrelated() -> None:
    images = np.stack([PICTURES["coffee"][:300, :300], PICTURES["cat"][:300, :300]])
    vectors = contrast_normalised(sampled_patches(images, 6, 20_000, np.random.default_rng(0)))
    whitening = whitening_of(vectors)
    covariance = np.cov(vectors.T, bias=True)
    values, directions = np.linalg.eigh(covariance)
    expected = directions @ np.diag(1 / np.sqrt(values.clip(0) + EPSILON)) @ directions.T
    np.testing.assert_allclose(whitening.matrix, expected, atol=2e-3)

    white = np.cov(whitening.whitened(vectors).T, bias=True)
    np.testing.assert_allclose(white, directions @ np.diag(values / (values + EPSILON)) @ directions.T, atol=5e-3)
    back = whitening.unwhitened(whitening.whitened(vectors[:50]))
    np.testing.assert_allclose(back, vectors[:50], atol=1e-3)


def test_whitened_vectors_are_normalised_then_whitened() -> None:
    reader = learned("whitened").reader
    assert isinstance(reader, WhitenedPatches)
    image = PICTURES["coffee"][:40, :60]
    expected = reader.whitening.whitened(contrast_normalised(dense_patches(image, 6, 2)))
    np.testing.assert_allclose(np.concatenate(list(reader.strips(image, 2))), expected, atol=1e-5)


def test_pictures_show_the_mean_as_grey_and_the_largest_deviation_as_black_or_white() -> None:
    length = 6 * 6 * 3
    whitening = Whitening(np.full(length, 0.25, np.float32), np.eye(length, dtype=np.float32) / np.float32(2))
    training = WhitenedTraining(WhitenedPatches(whitening), np.empty((0, length), np.float32))
    centres = np.zeros((3, length), np.float32)
    centres[0, :3] = 1.0 - 0.125, -2.0 - 0.125, 0.5 - 0.125
    centres[0, 3:] = -0.125
    centres[1] = -0.125
    centres[1, 5] = 0.25 - 0.125
    centres[2] = 0.5 - 0.125
    pixels = training.pictures(Iteration(centres, np.zeros(0, np.int32), 0.0)).reshape(3, -1)
    assert pixels[0, :4].tolist() == [191, 0, 159, 128]
    assert pixels[1, [4, 5]].tolist() == [128, 191]
    assert set(pixels[2].tolist()) == {255}


def test_training_patches_are_whitened_by_their_own_whitening() -> None:
    images = np.stack([noise(20, 20, seed) for seed in range(4)])
    training = whitened_training(images, 300, np.random.default_rng(0))
    patches = contrast_normalised(sampled_patches(images, 6, 300, np.random.default_rng(0)))
    whitening = whitening_of(patches)
    np.testing.assert_allclose(training.vectors, whitening.whitened(patches), atol=1e-5)
    assert (training.reader.kind, training.reader.side, training.reader.step) == ("whitened", 6, 1)


@pytest.mark.parametrize("strip", [1, 30, 1024])
def test_strips_leave_no_trace(monkeypatch: pytest.MonkeyPatch, strip: int) -> None:
    monkeypatch.setattr(module, "STRIP", strip)
    reader = WhitenedPatches(Whitening(np.zeros(108, np.float32), np.eye(108, dtype=np.float32)))
    image = noise(30, 25)
    strips = list(reader.strips(image, 1))
    np.testing.assert_allclose(np.concatenate(strips), contrast_normalised(dense_patches(image, 6, 1)), atol=1e-6)
    assert len(strips) == {1: 25, 30: 25, 1024: 1}[strip]
