"""The pipeline of one picture: features, scores, loss, and the steps of training on this picture alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.datasets.labelled import LabelledImages
from app.engine.config import DescentConfig
from app.features.vectors import as_rgb, hog_cells
from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.losses import cross_entropy, softmax
from app.objectives.protocol import Array
from app.requests.optimizers import optimizer_configs
from app.requests.trainings import TrainingRequest
from app.storage.trajectories import Trajectory
from app.training.inputs import quick_vectors
from app.training.slow_features import SLOW_FEATURES
from app.training.task import TrainingPlan, TrainingTask, UntrainableError


@dataclass(frozen=True, eq=False)
class Part:
    """One of the features that make up the vector.

    Attributes:
        values: (length,) float32, before they are standardised.
    """

    feature: str
    values: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Judgement:
    """The evaluation of one picture by a classifier.

    Attributes:
        scores: (classes,) float64.
        probabilities: (classes,) float64, if the model has them.
        loss: the loss of this picture alone, including regularization.
        penalty: the regularization term of the loss.
        gradient_norm: the norm of the loss's gradient with respect to the weights.
    """

    scores: Array
    probabilities: Array | None
    loss: float
    penalty: float
    gradient_norm: float


@dataclass(frozen=True, eq=False)
class Pipeline:
    """The result of a picture's pipeline.

    Attributes:
        image: (height, width, channels) uint8, the classifier's input.
        parts: the parts of the vector, in order.
        cells: the HOG cells, averaged over their normalised blocks, (rows, columns, orientations) float32, if HOG is
            among the features.
        label: the class of which the picture counts as an example.
        before: the evaluation at the trained weights.
        after: the evaluation after all steps; None if they led to no finite loss.
        losses: the losses before the first step and after each, up to the last finite one.
    """

    image: NDArray[np.uint8]
    classes: tuple[str, ...]
    parts: tuple[Part, ...]
    cells: NDArray[np.float32] | None
    label: str
    learning_rate: float
    before: Judgement
    after: Judgement | None
    losses: tuple[float, ...]


def image_shape(plan: TrainingPlan) -> tuple[int, int, int]:
    """Return the height, width and channels of the images from which a plan's classifier learns.

    Raises:
        UntrainableError: it learns from points or from slow features.
    """
    train = plan.split.train
    if not isinstance(train, LabelledImages):
        raise UntrainableError("dataset", "Its examples are points: no picture is like them.")
    slow = sorted(SLOW_FEATURES.keys() & set(plan.specification.features))
    if slow:
        raise UntrainableError(
            "feature", f"A picture is read as pixels, color or hog here, not as {' or '.join(slow)}."
        )
    height, width, channels = train.images.shape[1:]
    return height, width, channels


def learning_rate(run: TrainingRequest) -> float:
    """Return the learning rate of a run's only optimizer.

    Raises:
        FaultyTextError: its rule does not belong to the language.
        UntrainableError: there are several, or it is a search, which takes no steps along a gradient.
    """
    if len(run.optimizers) > 1:
        raise UntrainableError("optimizers", "Must have one entry: the optimizer that trains the classifier.")
    (optimizer,) = optimizer_configs(run.optimizers)
    if not isinstance(optimizer, DescentConfig):
        raise UntrainableError("optimizers", "A search has no gradient to step along. Every rule has one.")
    return optimizer.learning_rate


def label_of(plan: TrainingPlan, name: str | None) -> int | None:
    """Return the index of a class; None for no class.

    Raises:
        UntrainableError: there is no such class.
    """
    classes = plan.split.train.classes
    if name is not None and name not in classes:
        raise UntrainableError("label", "There is no such class; GET /api/datasets lists those there are.")
    return None if name is None else classes.index(name)


def pipeline_events(
    task: TrainingTask, trajectory: Trajectory, image: NDArray[np.uint8], label: int | None, rate: float, steps: int
) -> Iterator[Judgement | Pipeline]:
    """Evaluate the picture, and take ``steps`` steps of gradient descent on it alone: w ← w − rate·∇L(w).

    Everything is computed in double precision. Yields the evaluation after each step, and at last the result.

    Args:
        trajectory: the path whose last weights are the trained ones.
        image: (height, width, channels) uint8, of the shape ``image_shape``.
        label: the class of which it is an example; None for the class with the highest score.

    Raises:
        UntrainableError: training diverged.
    """
    if trajectory.ended == "diverged":
        raise UntrainableError(
            "optimizers", "It diverged: there are no trained weights. A lower learning rate may help."
        )
    images = image[np.newaxis]
    features = task.plan.specification.features
    parts = tuple(Part(feature, quick_vectors(feature, images)[0]) for feature in features)
    inputs = task.features.scale.applied(np.concatenate([part.values for part in parts])[np.newaxis])
    weights = trajectory.weights[-1].astype(np.float64)
    if label is None:
        label = int(task.task.classifier.network.scores(weights, inputs.astype(np.float64)).argmax())
    example = Examples(inputs, np.array([label], np.int64))
    classifier = replace(task.task.classifier, examples=example).exact()
    before, gradient = _judgement(classifier, weights)
    losses, after = [before.loss], before
    for _ in range(steps):
        weights, after, gradient = _stepped(classifier, weights, rate, gradient)
        yield after
        if not np.isfinite(after.loss):
            break
        losses.append(after.loss)
    classes = task.plan.split.train.classes
    yield Pipeline(
        image,
        classes,
        parts,
        hog_cells(as_rgb(images))[0] if "hog" in features else None,
        classes[label],
        rate,
        before,
        after if np.isfinite(after.loss) else None,
        tuple(losses),
    )


@np.errstate(over="ignore", invalid="ignore")
def _stepped(classifier: Classifier, weights: Array, rate: float, gradient: Array) -> tuple[Array, Judgement, Array]:
    """Take a step; return the weights after it, the evaluation there, and the gradient."""
    weights = weights - rate * gradient
    return weights, *_judgement(classifier, weights)


@np.errstate(over="ignore", invalid="ignore")
def _judgement(classifier: Classifier, weights: Array) -> tuple[Judgement, Array]:
    """Evaluate the classifier's only example; return the evaluation, and the gradient (d,)."""
    (scores,) = classifier.network.scores(weights, classifier.examples.inputs)
    loss, gradient = classifier.loss_and_gradient(weights)
    norm = float(np.linalg.norm(gradient))
    penalty = classifier.penalty(weights)
    probabilities = softmax(scores) if classifier.score_loss is cross_entropy else None
    return Judgement(scores, probabilities, loss, penalty, norm), gradient
