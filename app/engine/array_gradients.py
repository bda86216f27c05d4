"""Losses and gradients of objectives of any dimension, from each source (lecture points S4, S5 and S7)."""

from typing import cast

import numpy as np

from app.engine.gradient_sources import GradientSource, Minibatch, Noisy, Numeric
from app.engine.minibatches import batch_rows
from app.engine.randomness import rows
from app.interruption import checkpoint
from app.objectives.protocol import Array, FiniteSum, Objective


def loss_and_gradient(
    objective: Objective, source: GradientSource, weights: Array, entry: int, seed: int
) -> tuple[float, Array]:
    """The loss at ``weights`` (shape (d,)) and the gradient there as a source gives it at an entry of the path.

    Minibatches are for finite sums only; the loss is then the batch's.
    """
    match source:
        case Numeric(h):
            return objective.loss(weights), central_difference(objective, weights, h)
        case Noisy(sigma):
            loss, exact = objective.loss_and_gradient(weights)
            checkpoint()
            noise = rows(seed, "noise", "normal", entry, 1, weights.size)[0].astype(weights.dtype)
            return loss, exact + sigma * noise
        case Minibatch(size):
            examples = cast(FiniteSum, objective)
            return examples.batch_loss_and_gradient(weights, batch_rows(seed, entry, size, examples.count))
    return objective.loss_and_gradient(weights)


def central_difference(objective: Objective, weights: Array, h: float) -> Array:
    """(L(w + h) − L(w − h)) / 2h along each of the d coordinates: 2·d losses."""
    slopes = np.empty_like(weights)
    moved = weights.copy()
    for index, weight in enumerate(weights):
        checkpoint()
        moved[index] = weight + h
        ahead = objective.loss(moved)
        moved[index] = weight - h
        slopes[index] = (ahead - objective.loss(moved)) / (2 * h)
        moved[index] = weight
    return slopes
