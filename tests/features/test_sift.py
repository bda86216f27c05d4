"""SIFT equals OpenCV's (S10)."""

from types import SimpleNamespace
from typing import NoReturn

import cv2
import numpy as np
import pytest

from app.features import sift
from app.features.sift import keypoints
from tests.features.pictures import PICTURES, flat

MOST = 100_000


@pytest.mark.parametrize("name", PICTURES)
def test_keypoints_and_descriptors_are_those_of_opencv(name: str) -> None:
    image = PICTURES[name]
    found = keypoints(image, MOST)
    theirs, descriptors = cv2.SIFT.create().detectAndCompute(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), None)
    assert len(found) == len(theirs)
    if len(theirs):
        columns = [(*one.pt, one.size, one.angle, one.response) for one in theirs]
        ours = np.stack([found.x, found.y, found.size, found.angle, found.response], axis=1)
        np.testing.assert_array_equal(ours, np.array(columns, np.float32))
        np.testing.assert_array_equal(found.descriptors, descriptors)


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (64, 64)])
def test_where_nothing_stands_out_there_are_none(size: tuple[int, int]) -> None:
    found = keypoints(flat(*size), MOST)
    assert len(found) == 0
    assert found.descriptors.shape == (0, 128)


def test_keypoints_of_a_smaller_image_are_placed_in_the_larger() -> None:
    found = keypoints(PICTURES["cat"], MOST)
    larger = found.scaled(2.5)
    np.testing.assert_allclose(larger.x, 2.5 * found.x)
    np.testing.assert_allclose(larger.size, 2.5 * found.size)
    np.testing.assert_array_equal(larger.angle, found.angle)


def test_of_too_many_the_surest_are_kept() -> None:
    every, some = (keypoints(PICTURES["coffee"], most) for most in (MOST, 100))
    np.testing.assert_array_equal(np.sort(some.response)[-100:], np.sort(every.response)[-100:])
    assert 100 <= len(some) < 110


@pytest.mark.parametrize(("code", "raised"), [(cv2.Error.StsNoMem, MemoryError), (cv2.Error.StsBadArg, cv2.error)])
def test_only_a_lack_of_memory_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch, code: int, raised: type[Exception]
) -> None:
    def fails(*_: object) -> NoReturn:
        error = cv2.error("it failed")
        error.code = code
        raise error

    failing = SimpleNamespace(create=lambda _: SimpleNamespace(detectAndCompute=fails))
    monkeypatch.setattr(sift, "cv2", SimpleNamespace(**{**vars(cv2), "SIFT": failing}))
    with pytest.raises(raised):
        keypoints(PICTURES["cat"][:16, :16], MOST)
