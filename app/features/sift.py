"""SIFT keypoints (S10; Lowe 2004), recognizable at any size and angle, computed by OpenCV."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Keypoints:
    """n keypoints in OpenCV's order; positions and sizes are in pixels of the image, angles in degrees clockwise."""

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    size: NDArray[np.float32]
    """The diameter of the neighbourhood."""
    angle: NDArray[np.float32]
    response: NDArray[np.float32]
    """The contrast, a measure of the keypoint's strength."""
    descriptors: NDArray[np.uint8]
    """(n, 128): 4 × 4 cells of 8 orientations, row by row."""

    def __len__(self) -> int:
        return len(self.x)

    def scaled(self, factor: float) -> "Keypoints":
        """Transfer the keypoints to an image that is larger by ``factor``."""
        return Keypoints(
            np.float32(factor) * self.x,
            np.float32(factor) * self.y,
            np.float32(factor) * self.size,
            self.angle,
            self.response,
            self.descriptors,
        )


def keypoints(image: NDArray[np.uint8], max_keypoints: int) -> Keypoints:
    """Detect the SIFT keypoints of an (H, W, 3) uint8 RGB image and compute their descriptors.

    Args:
        image: the image to search.
        max_keypoints: if there are more, only those with the highest contrast are returned, ties at the limit included.

    Raises:
        MemoryError: there is not enough memory.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    try:
        found, descriptors = cv2.SIFT.create(max_keypoints).detectAndCompute(grey, None)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise
    columns = np.array([(*one.pt, one.size, one.angle, one.response) for one in found], np.float32).reshape(-1, 5).T
    described = np.zeros((0, 128), np.uint8) if descriptors is None else descriptors.astype(np.uint8)
    x, y, size, angle, response = columns
    return Keypoints(x, y, size, angle, response, described)
