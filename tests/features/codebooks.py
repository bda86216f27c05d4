"""Codebooks that several tests learn."""

from app.datasets.patches import patches
from app.features.codebook import Codebook
from app.features.codebook_learning import learning

IMAGES = patches(train=10, test=1).train.images


def learned(kind: str, words: int = 16) -> Codebook:
    """A codebook of a kind, learned from ten images."""
    *_, codebook = learning(IMAGES, kind, words, seed=0)
    assert isinstance(codebook, Codebook)
    return codebook
