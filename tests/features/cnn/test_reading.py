"""The network's guesses for photographs."""

import numpy as np
import pytest

from app.features.cnn import reading
from app.features.cnn.reading import CnnNotInstalledError, cnn_installed, cnn_reading, guesses
from tests.features.pictures import PICTURES, flat, noise


def seen(picture: str) -> list[str]:
    return [guess.label for guess in guesses(cnn_reading(PICTURES[picture][None]).probabilities[0], 5)]


def test_photographs_are_recognised() -> None:
    assert set(seen("cat")[:3]) == {"tabby", "tiger cat", "Egyptian cat"}
    assert seen("coffee")[0] == "espresso"
    # ImageNet has no class of people: in the astronaut it recognizes the suit and the helmet.
    assert seen("astronaut")[0] == "football helmet"


def test_guesses_are_probabilities_in_order() -> None:
    (probabilities,) = cnn_reading(PICTURES["coffee"][None]).probabilities
    best = guesses(probabilities, 1000)
    assert sum(guess.probability for guess in best) == pytest.approx(1, abs=1e-4)
    assert [guess.probability for guess in best] == sorted(probabilities.tolist(), reverse=True)
    assert best[0].probability > 0.9


def test_many_are_read_as_one_by_one() -> None:
    images = np.stack([noise(32, 32, seed) for seed in range(5)] + [flat(32, 32)])
    many = cnn_reading(images)
    assert many.features.shape == (6, 1280)
    assert many.probabilities.shape == (6, 1000)
    assert many.features.dtype == many.probabilities.dtype == np.float32
    assert many.features.min() >= 0
    assert many.features.max() <= 6
    for index, image in enumerate(images):
        np.testing.assert_array_equal(cnn_reading(image[None]).features[0], many.features[index])


def test_none_are_read_as_none() -> None:
    assert cnn_reading(np.zeros((0, 32, 32, 3), np.uint8)).features.shape == (0, 1280)


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (7, 9)])
def test_images_of_any_size_are_read(size: tuple[int, int]) -> None:
    assert np.isfinite(cnn_reading(flat(*size)[None]).features).all()


def test_where_the_extra_is_missing_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cnn_installed()
    monkeypatch.setattr(reading, "cnn_installed", lambda: False)
    with pytest.raises(CnnNotInstalledError, match=r"pip install 'slopelab\[cnn\]'"):
        cnn_reading(PICTURES["cat"][None])
    with pytest.raises(CnnNotInstalledError):
        guesses(np.zeros(1000, np.float32), 5)
