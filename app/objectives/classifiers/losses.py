"""Losses of scores and labels: softmax cross-entropy and the multiclass hinge (CS231n, lecture 3)."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.objectives.protocol import Array

Labels = NDArray[np.int64]
ScoreLoss = Callable[[Array, Labels], tuple[float, Array]]
"""(scores (N, classes), labels (N,)) → the mean loss of the examples and its gradient with respect to the scores."""

MARGIN = 1.0


def cross_entropy(scores: Array, labels: Labels) -> tuple[float, Array]:
    """The mean of −log p of the right class, with p = exp(s) / Σ exp(s), and its gradient (p − one-hot)/N."""
    examples = np.arange(len(labels))
    shifted = scores - scores.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    sums = powers.sum(axis=1)
    loss = (np.log(sums) - shifted[examples, labels]).mean(dtype=np.float64)
    powers /= sums[:, np.newaxis]
    powers[examples, labels] -= 1
    powers /= len(labels)
    return float(loss), powers


def hinge(scores: Array, labels: Labels) -> tuple[float, Array]:
    """The mean of Σ max(0, s_j − s_right + 1) over the wrong classes j, and a subgradient (Weston and Watkins 1999)."""
    examples = np.arange(len(labels))
    margins = hinge_margins(scores, labels)
    score_gradient = (margins > 0).astype(scores.dtype)
    score_gradient[examples, labels] = -score_gradient.sum(axis=1)
    score_gradient /= len(labels)
    return float(margins.sum(axis=1).mean(dtype=np.float64)), score_gradient


def hinge_margins(scores: Array, labels: Labels) -> Array:
    """max(0, s_j − s_right + 1) for the wrong classes j, 0 for the right one: (N, classes)."""
    examples = np.arange(len(labels))
    margins: Array = np.maximum(0, scores - scores[examples, labels][:, np.newaxis] + MARGIN)
    margins[examples, labels] = 0
    return margins


def softmax(scores: Array) -> Array:
    """exp(s) / Σ exp(s) along the last axis."""
    powers: Array = np.exp(scores - scores.max(axis=-1, keepdims=True))
    powers /= powers.sum(axis=-1, keepdims=True)
    return powers
