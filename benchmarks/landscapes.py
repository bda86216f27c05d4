"""Landscapes of classifiers on all 1,797 digits, compared with a loop over their points."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from app.datasets.digits import digits
from app.features.vectors import pixel_vectors
from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.models import MODELS, Shapes
from app.objectives.classifiers.planes.directions import leading_eigenpairs, normalised
from app.objectives.classifiers.planes.grid import grid_losses
from app.objectives.classifiers.planes.plane import Plane
from app.objectives.classifiers.standardisation import Standardisation
from benchmarks.measurement import Measurement, milliseconds

AXIS = np.linspace(-1, 1, 50)
REPETITIONS = 12
LOOPED = 100
"""The number of points in the loop; all points take the same time."""

PROMISED = {"softmax": "≤ 40 ms", "mlp": "≤ 400 ms", "svm": ""}


def measurements() -> Iterator[Measurement]:
    """Measure the processor time for 50×50 points, the ratio to that of a loop, and the Hessian's eigenvectors."""
    for model, promised in PROMISED.items():
        classifier = all_digits(model)
        plane = random_plane(classifier)
        ours, loop = least_seconds(partial(_landscape, classifier, plane), partial(_loop, classifier, plane))
        yield Measurement(f"50×50 landscape of {model} on 1,797 digits, CPU", milliseconds(ours), promised)
        yield Measurement("a loop over its points / that", f"{loop * AXIS.size**2 / LOOPED / ours:.1f}")
        if model != "svm":
            (eigenvectors,) = least_seconds(partial(_eigenvectors, classifier, plane))
            yield Measurement(f"two eigenvectors of the Hessian of {model}, CPU", milliseconds(eigenvectors))


def all_digits(model: str) -> Classifier:
    """A classifier of all digits, training and test part, in double precision; 32 hidden units."""
    split = digits()
    pixels = pixel_vectors(np.concatenate([split.train.images, split.test.images]))
    labels = np.concatenate([split.train.labels, split.test.labels])
    chosen = MODELS[model]
    network = chosen.network(Shapes(64, (8, 8, 1), 10, 32))
    examples = Examples(Standardisation.of(pixels).applied(pixels), labels)
    return Classifier(network, chosen.score_loss, examples, 1e-4, chosen.max_at_once).exact()


def random_plane(classifier: Classifier) -> Plane:
    """A filter-normalised plane through weights of the size of trained ones."""
    origin, *draws = np.random.default_rng(0).standard_normal((3, classifier.dimensions))
    origin *= 2 * classifier.network.spread
    return Plane(origin, np.stack([normalised(draw, origin, classifier.network, "filter") for draw in draws]))


def least_seconds(*works: Callable[[], object]) -> list[float]:
    """The minimum processor time of each of several functions, run in alternation for a reliable ratio."""
    minima = [float("inf")] * len(works)
    for _ in range(REPETITIONS):
        for index, work in enumerate(works):
            began = time.process_time()
            work()
            minima[index] = min(minima[index], time.process_time() - began)
    return minima


def _landscape(classifier: Classifier, plane: Plane) -> None:
    deque(grid_losses(classifier, plane, AXIS, AXIS), maxlen=0)


def _loop(classifier: Classifier, plane: Plane) -> None:
    for x in np.resize(AXIS, LOOPED):
        classifier.loss(plane.at(x, 0.5))


def _eigenvectors(classifier: Classifier, plane: Plane) -> None:
    deque(leading_eigenpairs(classifier, plane.origin, plane.directions), maxlen=0)
