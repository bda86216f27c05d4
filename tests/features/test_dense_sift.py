"""Descriptors on a grid, and the patches that words are learned from (S11)."""

import cv2
import numpy as np
import pytest

from app.features.dense_sift import DenseSift, SiftTraining, sift_training
from app.features.kmeans import Iteration
from app.features.patches import dense_patches
from tests.features.pictures import PICTURES, noise


def test_dense_descriptors_are_those_of_opencv() -> None:
    image = PICTURES["coffee"][:48, :64]
    (descriptors,) = DenseSift().strips(image, 8)
    assert descriptors.shape == (5, 7, 128)
    keypoint = cv2.KeyPoint(3 * 8 + 7.5, 2 * 8 + 7.5, 8 / 3, 0.0)
    _, expected = cv2.SIFT.create().compute(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), [keypoint])
    np.testing.assert_array_equal(descriptors[2, 3], expected[0])


def test_an_image_smaller_than_a_patch_has_none() -> None:
    assert list(DenseSift().strips(noise(15, 40), 4)) == []
    assert list(DenseSift().strips(noise(40, 15), 4)) == []
    assert [strip.shape for strip in DenseSift().strips(noise(16, 16), 4)] == [(1, 1, 128)]


def test_training_descriptors_are_those_of_the_grey_patches_beside_them() -> None:
    images = np.stack([noise(24, 28, seed) for seed in range(4)])
    training = sift_training(images, 23, np.random.default_rng(0))
    assert training.vectors.shape == (23, 128)
    assert training.grey.shape == (23, 16, 16)
    known = {}
    for image in images:
        grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[..., np.newaxis]
        (descriptors,) = DenseSift().strips(image, 4)
        patches = dense_patches(grey, 16, 4).reshape(-1, 16, 16)
        for patch, vector in zip(patches, descriptors.reshape(-1, 128), strict=True):
            known[patch.tobytes()] = vector
    assert len({patch.tobytes() for patch in training.grey}) == 23
    for patch, vector in zip(training.grey, training.vectors, strict=True):
        np.testing.assert_array_equal(vector, known[patch.tobytes()])


def test_no_more_images_are_read_than_needed_and_all_patches_if_there_are_fewer() -> None:
    images = np.stack([noise(16, 20, seed) for seed in range(5)])
    assert len(sift_training(images, 4, np.random.default_rng(0)).vectors) == 4
    assert len(sift_training(images, 100, np.random.default_rng(0)).vectors) == 10


def test_images_without_a_patch_are_refused() -> None:
    with pytest.raises(ValueError, match="16 pixels"):
        sift_training(noise(15, 40)[None], 5, np.random.default_rng(0))
    with pytest.raises(ValueError, match="16 pixels"):
        sift_training(np.empty((0, 40, 40, 3), np.uint8), 5, np.random.default_rng(0))


def test_a_words_picture_is_the_mean_of_its_patches() -> None:
    grey = np.stack([np.full((16, 16), level, np.uint8) for level in (10, 21, 200)])
    training = SiftTraining(DenseSift(), np.zeros((3, 128), np.float32), grey)
    labels = np.array([0, 0, 2], np.int32)
    pictures = training.pictures(Iteration(np.zeros((3, 128), np.float32), labels, 0.0))
    assert pictures.shape == (3, 16, 16, 3)
    assert pictures[:, 3, 5, 1].tolist() == [16, 0, 200]


def test_words_of_this_kind_are_read_every_four_pixels() -> None:
    assert (DenseSift.kind, DenseSift.side, DenseSift.step) == ("sift", 16, 4)
