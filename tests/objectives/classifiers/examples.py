"""Classifiers that several tests use."""

from functools import cache

import numpy as np

from app.datasets.digits import digits
from app.features.vectors import pixel_vectors
from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.evaluation import Evaluator
from app.objectives.classifiers.models import MODELS, Shapes
from app.objectives.classifiers.standardisation import Standardisation
from app.objectives.protocol import Array

HIDDEN = 32


@cache
def digits_task(model: str, regularization: float = 1e-4, precision: str = "float32") -> Evaluator:
    """A model on the standardised pixels of the digits."""
    split = digits()
    train, test = pixel_vectors(split.train.images), pixel_vectors(split.test.images)
    scale = Standardisation.of(train)
    chosen = MODELS[model]
    network = chosen.network(Shapes(64, (8, 8, 1), 10, HIDDEN))
    training = Examples(scale.applied(train).astype(precision), split.train.labels)
    testing = Examples(scale.applied(test).astype(precision), split.test.labels)
    return Evaluator(Classifier(network, chosen.score_loss, training, regularization, chosen.max_at_once), testing)


def some_weights(task: Evaluator, seed: int = 0) -> Array:
    """Random weights, biases among them, of the precision of the task."""
    network = task.classifier.network
    draws = np.random.default_rng(seed).standard_normal((2, network.dimensions))
    weights: Array = network.spread * draws[0] + 0.01 * draws[1]
    return weights.astype(task.classifier.examples.inputs.dtype)
