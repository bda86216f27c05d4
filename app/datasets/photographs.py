"""Photographs from installed packages."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image


@dataclass(frozen=True)
class Photograph:
    """A photograph: its name, and its file at ``path`` inside an installed ``package``."""

    id: str
    package: str
    path: str

    def file(self) -> Path:
        """Find the file without importing the package, which would take long.

        Raises:
            ModuleNotFoundError: the package is not installed.
        """
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(f"the package {self.package} is not installed")
        return Path(spec.origin).parent / self.path

    def pixels(self) -> NDArray[np.uint8]:
        """Decode the photograph to RGB, (height, width, 3)."""
        with Image.open(self.file()) as image:
            return np.asarray(image.convert("RGB"))


PHOTOGRAPHS = (
    Photograph("astronaut", "skimage", "data/astronaut.png"),
    Photograph("cat", "skimage", "data/chelsea.png"),
    Photograph("cells", "skimage", "data/ihc.png"),
    Photograph("coffee", "skimage", "data/coffee.png"),
    Photograph("flower", "sklearn", "datasets/images/flower.jpg"),
    Photograph("motorcycle", "skimage", "data/motorcycle_left.png"),
    Photograph("retina", "skimage", "data/retina.jpg"),
    Photograph("rocket", "skimage", "data/rocket.jpg"),
    Photograph("stars", "skimage", "data/hubble_deep_field.jpg"),
    Photograph("temple", "sklearn", "datasets/images/china.jpg"),
)
"""The colour photographs."""

TEXTURES = (
    Photograph("brick", "skimage", "data/brick.png"),
    Photograph("grass", "skimage", "data/grass.png"),
    Photograph("gravel", "skimage", "data/gravel.png"),
)
"""The grey photographs."""
