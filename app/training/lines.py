"""The lines that report a classifier's training, as bytes of newline-delimited JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from app.datasets.labelled import LabelledImages, LabelledPoints
from app.engine.array_stepper import ArrayStepper
from app.engine.gradient_sources import Minibatch
from app.engine.steppers import Frame
from app.engine.training import TrainingState
from app.instance import current_settings
from app.json_lines import line
from app.objectives.classifiers.evaluation import Evaluation, confusion
from app.objectives.classifiers.losses import softmax
from app.objectives.protocol import Array
from app.requests.trainings import TrainingRequest
from app.training.drawings import boundary, pictures
from app.training.gradient_cloud import Cloud, cloud_events
from app.training.optimizers import AnyTraining
from app.training.slow_features import ExtractionProgress
from app.training.task import TrainingTask

SAMPLES = 12
"""The number of test examples that are followed, if there are so many."""
EVALUATIONS_PER_PICTURE = 10
"""The number of evaluations from one picture of the weights to the next."""
DIGITS = 4


def run_line(run: TrainingRequest) -> bytes:
    """Write the first line: the run, with a digest that names its numbers."""
    return line({"type": "run", "digest": run.digest(), "run": run.as_json()})


def progress_line(extracted: ExtractionProgress) -> bytes:
    """Write the progress of computing a feature."""
    return line({"type": "progress", "feature": extracted.feature, "done": extracted.done, "of": extracted.of})


def classifier_line(task: TrainingTask, trainings: Sequence[AnyTraining]) -> bytes:
    """Describe the classifier and its trainings."""
    split, classifier = task.plan.split, task.task.classifier
    indices = sample_indices(len(split.test.labels))
    return line(
        {
            "type": "classifier",
            "weights": classifier.dimensions,
            "inputs": classifier.examples.inputs.shape[1],
            "classes": split.train.classes,
            "train": classifier.count,
            "test": len(split.test.labels),
            "samples": [{"index": index, **_example(split.test, index)} for index in indices],
            "points": _points(split.train),
            "optimizers": [
                {"steps": training.steps, "steps_per_epoch": training.interval.per_epoch} for training in trainings
            ],
        }
    )


def _example(examples: LabelledImages | LabelledPoints, index: int) -> dict[str, Any]:
    label = int(examples.labels[index])
    if isinstance(examples, LabelledImages):
        return {"label": label, "image": examples.images[index].tolist()}
    return {"label": label, "point": examples.points[index].tolist()}


def _points(examples: LabelledImages | LabelledPoints) -> dict[str, Any] | None:
    if isinstance(examples, LabelledImages):
        return None
    x, y = examples.points.T.round(DIGITS).tolist()
    return {"x": x, "y": y, "label": examples.labels.tolist()}


def training_frame_line(optimizer: int, frame: Frame, seconds: float) -> bytes:
    """Write consecutive entries of a path, and the time on one core for all steps up to the last of them."""
    return line({"type": "frame", "optimizer": optimizer, "step": frame.first, "seconds": seconds, **frame.columns})


def sample_indices(count: int) -> list[int]:
    """Choose the test examples, of ``count``, to follow; spread, since some data sets are sorted by class."""
    followed = min(SAMPLES, count)
    return [index * count // followed for index in range(followed)]


def evaluation_lines(
    run: TrainingRequest,
    optimizer: int,
    number: int,
    task: TrainingTask,
    training: AnyTraining,
    state: TrainingState[Any],
) -> Iterator[bytes]:
    """Write the lines of the ``number``-th evaluation of a classifier, which is at the state's last entry.

    The lines come one by one, with empty ones between the gradients of a cloud, so that a slice can end there.
    """
    assert state.evaluation is not None
    place = {"optimizer": optimizer, "step": state.steps}
    for content in _judged(task, state.evaluation):
        yield line({**content, **place})
    if number % EVALUATIONS_PER_PICTURE == 0 or state.ended:
        for content in _pictures(task, state.path.weights):
            yield line({**content, **place})
        for event in _clouds(run, task, training, state.steps, state.path.weights):
            yield line({**event, **place}) if event else b""


def end_line(optimizer: int, training: AnyTraining, state: TrainingState[Any]) -> bytes:
    """Write how an optimizer ended."""
    evaluation, evaluations = state.evaluation, training.evaluations(state.steps)
    return line(
        {
            "type": "end",
            "optimizer": optimizer,
            "reason": state.ended,
            "not_finite": state.path.not_finite,
            "steps": state.steps,
            "loss": evaluation and evaluation.loss,
            "best_loss": state.best_loss,
            "train_accuracy": evaluation and evaluation.train_accuracy,
            "test_accuracy": evaluation and evaluation.test_accuracy,
            "loss_evaluations": evaluations.loss,
            "gradient_evaluations": evaluations.gradient,
        }
    )


def _judged(task: TrainingTask, evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    scores = evaluation.test_scores[sample_indices(len(evaluation.test_scores))]
    yield {"type": "confusion", "counts": confusion(evaluation.test_scores, task.task.test.labels).tolist()}
    yield {"type": "samples", "scores": _rounded(scores), "probabilities": _rounded(softmax(scores))}


def _pictures(task: TrainingTask, weights: Array) -> Iterator[dict[str, Any]]:
    shown = pictures(task, weights)
    if shown is not None:
        yield {"type": "weights", "kind": shown.kind, "values": shown.values}
    plane = boundary(task, weights)
    if plane is not None:
        yield {"type": "boundary", "x": plane.x.tolist(), "y": plane.y.tolist(), "labels": plane.labels.tolist()}


def _clouds(
    run: TrainingRequest, task: TrainingTask, training: AnyTraining, entry: int, weights: Array
) -> Iterator[dict[str, Any] | None]:
    """Compute the clouds; yields None after each gradient, and each cloud."""
    for size in run.clouds or _own_cloud_sizes(training):
        for event in cloud_events(task.task.classifier, weights, size, run.seed, entry):
            yield _cloud(size, event) if isinstance(event, Cloud) else None


def _cloud(size: int, cloud: Cloud) -> dict[str, Any]:
    return {
        "type": "cloud",
        "size": size,
        "gradient_norm": cloud.gradient_norm,
        "along": _rounded(cloud.along),
        "across": _rounded(cloud.across),
        "noise": cloud.noise,
        "cosine": cloud.cosine,
    }


def _own_cloud_sizes(training: AnyTraining) -> Sequence[int]:
    """The size of an optimizer's own minibatches, if it has any and their gradients are within the limit."""
    stepper = training.stepper
    if isinstance(stepper, ArrayStepper) and isinstance(stepper.descent.gradient, Minibatch):
        size = stepper.descent.gradient.size
        return [size] if size <= current_settings().max_cloud_size else []
    return []


def _rounded(values: Array) -> Any:
    return np.asarray(values, np.float64).round(DIGITS).tolist()
