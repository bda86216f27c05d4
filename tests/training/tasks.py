"""Small classifiers, ready to be trained."""

from typing import Any

import numpy as np

from app.datasets.labelled import AnySplit, LabelledImages, LabelledPoints, Split
from app.requests.classifiers import ClassifierSpecification
from app.requests.trainings import TrainingRequest
from app.training.task import TrainingTask, task_preparation, training_plan_on

BATCHES = {"rule": "gradient_descent", "learning_rate": 0.1, "gradient": {"kind": "minibatch", "size": 8}}


def images(train: int = 30, test: int = 15, shape: tuple[int, int, int] = (8, 8, 3)) -> Split[LabelledImages]:
    """Random images of three classes, each of which is brighter than the one before."""
    random = np.random.default_rng(0)

    def part(count: int) -> LabelledImages:
        labels = np.arange(count) % 3
        noise = random.integers(0, 100, (count, *shape))
        return LabelledImages((noise + 70 * labels[:, None, None, None]).astype(np.uint8), labels, ("a", "b", "c"))

    return Split(part(train), part(test))


def points(train: int = 60, test: int = 20) -> Split[LabelledPoints]:
    """Points in a wide, low rectangle off the origin: three classes from left to right."""
    random = np.random.default_rng(0)

    def part(count: int) -> LabelledPoints:
        labels = np.arange(count) % 3
        x = 10 + 10 * labels + random.uniform(0, 10, count)
        return LabelledPoints(np.stack([x, random.uniform(-2, -1, count)], axis=1), labels, ("left", "middle", "right"))

    return Split(part(train), part(test))


def request(objective: dict[str, Any] | None = None, **fields: Any) -> TrainingRequest:
    """A run on a classifier."""
    body = {"objective": {"kind": "classifier", **(objective or {})}, "optimizers": [BATCHES], **fields}
    return TrainingRequest.model_validate(body)


def task_on(split: AnySplit, **specification: Any) -> TrainingTask:
    """A classifier on a data set."""
    plan = training_plan_on(split, ClassifierSpecification(kind="classifier", **specification))
    *_, task = task_preparation(plan)
    assert isinstance(task, TrainingTask)
    return task
