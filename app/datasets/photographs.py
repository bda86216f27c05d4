"""Colour photographs that come with installed packages, so that there is something to look at without a network."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image


@dataclass(frozen=True)
class Photograph:
    """A file that an installed package carries."""

    id: str
    path: Path

    def pixels(self) -> NDArray[np.uint8]:
        """The photograph as (H, W, 3) uint8 RGB."""
        with Image.open(self.path) as image:
            return np.asarray(image.convert("RGB"))


def _folder(package: str) -> Path:
    """Where a package lies, found without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent


_SCIKIT_IMAGE = _folder("skimage") / "data"
_SCIKIT_LEARN = _folder("sklearn") / "datasets" / "images"

PHOTOGRAPHS = {
    photograph.id: photograph
    for photograph in (
        Photograph("coffee", _SCIKIT_IMAGE / "coffee.png"),
        Photograph("cat", _SCIKIT_IMAGE / "chelsea.png"),
        Photograph("astronaut", _SCIKIT_IMAGE / "astronaut.png"),
        Photograph("rocket", _SCIKIT_IMAGE / "rocket.jpg"),
        Photograph("motorcycle", _SCIKIT_IMAGE / "motorcycle_left.png"),
        Photograph("flower", _SCIKIT_LEARN / "flower.jpg"),
        Photograph("temple", _SCIKIT_LEARN / "china.jpg"),
        Photograph("stars", _SCIKIT_IMAGE / "hubble_deep_field.jpg"),
        Photograph("cells", _SCIKIT_IMAGE / "ihc.png"),
        Photograph("retina", _SCIKIT_IMAGE / "retina.jpg"),
    )
}
"""By id, in the order in which they are offered."""
