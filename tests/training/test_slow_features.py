"""Features that take long: progress, cache and digests of their images."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from app.datasets.patches import patches
from app.features.cnn.reading import cnn_installed, cnn_reading
from app.storage.features import StoredFeature
from app.training import slow_features
from app.training.slow_features import ExtractionProgress, digest_of_arrays, slow_feature
from tests.data_folders import use_settings
from tests.runs.clocks import HandClock


@pytest.mark.parametrize("part", [1, 1000, 10**7])
def test_it_is_that_of_the_bytes(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(slow_features, "PART_BYTES", part)
    images = np.random.default_rng(0).integers(0, 256, (5, 8, 8, 3), dtype=np.uint8)
    labels = np.arange(5)
    expected = sha256(b"prefix" + images[::2].tobytes() + labels.tobytes()).hexdigest()
    assert digest_of_arrays(b"prefix", (images[::2], labels)) == expected


WORDS = 20
TRAIN, TEST = patches(6, 2).train.images, patches(6, 2).test.images


@pytest.fixture(autouse=True)
def _few_words_in_a_folder_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch, data=tmp_path, max_codebook_words=WORDS)


def read(
    feature: str, train: np.ndarray = TRAIN, test: np.ndarray = TEST
) -> tuple[list[ExtractionProgress], StoredFeature]:
    *progress, vectors = slow_feature(feature, train, test, "patches")
    assert isinstance(vectors, StoredFeature)
    return [event for event in progress if isinstance(event, ExtractionProgress)], vectors


def test_words_are_read_with_progress_and_then_kept() -> None:
    progress, vectors = read("words")
    assert [event.done for event in progress] == list(range(1, progress[0].of + 1))
    assert vectors.train.shape == (60, 4 * WORDS)
    assert vectors.test.shape == (20, 4 * WORDS)
    assert vectors.seconds > 0
    none, kept = read("words")
    assert none == []
    np.testing.assert_array_equal(kept.train, vectors.train)
    np.testing.assert_array_equal(kept.test, vectors.test)
    assert kept.seconds == vectors.seconds


def test_other_images_are_read_anew() -> None:
    read("words")
    changed = TRAIN.copy()
    changed[0, 0, 0] ^= 1
    assert read("words", changed)[0]


def test_a_damaged_file_is_read_anew(tmp_path: Path) -> None:
    _, vectors = read("words")
    (file,) = (tmp_path / "features").iterdir()
    file.write_bytes(file.read_bytes()[:1000])
    progress, again = read("words")
    assert progress
    np.testing.assert_array_equal(again.train, vectors.train)


def test_where_nothing_can_be_kept_it_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "features").write_bytes(b"")
    assert read("words")[1].train.shape[0] == 60


@pytest.mark.skipif(not cnn_installed(), reason="the extra is not installed")
def test_a_network_sees_each_image() -> None:
    _, vectors = read("cnn", TRAIN[:3], TEST[:2])
    np.testing.assert_array_equal(vectors.train, cnn_reading(TRAIN[:3]).features)
    np.testing.assert_array_equal(vectors.test, cnn_reading(TEST[:2]).features)


def test_the_time_is_that_of_reading_and_not_of_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = HandClock(now=100.0)
    monkeypatch.setattr(slow_features, "time", clock)

    def slow(train: np.ndarray, test: np.ndarray) -> Iterator[ExtractionProgress | np.ndarray]:
        for done in (1, 2):
            clock.now += 2.0
            yield ExtractionProgress("words", done, 2)
        clock.now += 0.5
        yield np.zeros((len(train) + len(test), 4), np.float32)

    monkeypatch.setitem(slow_features.SLOW_FEATURES, "words", slow)
    events = []
    for event in slow_feature("words", TRAIN, TEST, "patches"):
        clock.now += 50.0
        events.append(event)
    vectors = events[-1]
    assert isinstance(vectors, StoredFeature)
    assert vectors.seconds == 4.5
    assert (len(vectors.train), len(vectors.test)) == (len(TRAIN), len(TEST))
