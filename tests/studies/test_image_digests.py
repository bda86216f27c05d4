"""A digest is that of all the bytes, however they lie in memory."""

from hashlib import sha256

import numpy as np
import pytest

from app.studies import image_digests
from app.studies.image_digests import digest_of_arrays


@pytest.mark.parametrize("part", [1, 1000, 10**7])
def test_it_is_that_of_the_bytes(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(image_digests, "PART_BYTES", part)
    images = np.random.default_rng(0).integers(0, 256, (5, 8, 8, 3), dtype=np.uint8)
    labels = np.arange(5)
    expected = sha256(b"prefix" + images[::2].tobytes() + labels.tobytes()).hexdigest()
    assert digest_of_arrays(b"prefix", (images[::2], labels)) == expected
