"""The written descriptions of the built-in data sets match their contents."""

import pytest

from app.datasets.catalogue import BUILT_IN
from app.datasets.labelled import LabelledImages, description_of


@pytest.mark.parametrize("id", BUILT_IN)
def test_the_description_is_right(id: str) -> None:
    written, split = BUILT_IN[id].description, BUILT_IN[id].split()
    assert (written.train, written.test) == (len(split.train.labels), len(split.test.labels))
    assert written.classes == split.train.classes == split.test.classes
    if isinstance(split.train, LabelledImages):
        assert written == description_of(written.name, split)
    else:
        assert written.image_shape is None
