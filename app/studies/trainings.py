"""The optimizers of a run on a classifier, ready to go."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from app.engine.array_search_stepper import ArraySearchStepper
from app.engine.array_stepper import ArrayStepper
from app.engine.endings import Stop
from app.engine.gradient_sources import Minibatch, Numeric
from app.engine.minibatches import batches_per_epoch
from app.engine.plans import Descent
from app.engine.plans import Plan as Optimizer
from app.engine.starts import random_start
from app.engine.training import Looks, Training
from app.objectives.protocol import Array
from app.runs.optimizers import plans_of
from app.runs.training_specification import DEFAULT_EPOCHS, TrainingSpecification
from app.settings import settings
from app.studies.lessons import Lesson, Plan, Unfit

LOOKS = 100
"""How often an optimizer's path is looked at, at most, the start aside."""

AnyTraining = Training[Any]


@dataclass(frozen=True)
class Length:
    """How far an optimizer goes, and which entries of its path are looked at."""

    steps: int
    looks: Looks


def lengths_of(run: TrainingSpecification, plan: Plan) -> list[Length]:
    """The length of each optimizer of a run, in order.

    Raises:
        FaultyText: a rule is not of the language.
        Unfit: an optimizer would take too many steps, or the classifier has too many weights for it.
    """
    return [_length(run, plan, optimizer) for optimizer in plans_of(run.optimizers)]


def most_steps_per_epoch(run: TrainingSpecification, plan: Plan) -> int:
    """How many steps the optimizer of a run takes that reads all examples once in the most steps.

    Raises:
        FaultyText: a rule is not of the language.
        Unfit: a batch is larger than the data set, or the classifier has too many weights for a numeric gradient.
    """
    return max(_steps_per_epoch(plan, optimizer) for optimizer in plans_of(run.optimizers))


def trainings_of(run: TrainingSpecification, lesson: Lesson) -> list[AnyTraining]:
    """A training for each optimizer of a run that ``lengths_of`` accepts, in order."""
    start = start_of(run, lesson)
    lengths = lengths_of(run, lesson.plan)
    return [
        _training(run, lesson, optimizer, length, start)
        for optimizer, length in zip(plans_of(run.optimizers), lengths, strict=True)
    ]


def start_of(run: TrainingSpecification, lesson: Lesson) -> Array:
    """The weights that all optimizers of a run begin with, (d,) of the precision of the examples."""
    dtype = lesson.task.classifier.examples.inputs.dtype
    spread = lesson.plan.network.spread
    return np.zeros(spread.size, dtype) if run.start == "zeros" else random_start(spread, run.seed, dtype)


def _training(
    run: TrainingSpecification, lesson: Lesson, optimizer: Optimizer, length: Length, start: Array
) -> AnyTraining:
    classifier = lesson.task.classifier
    if isinstance(optimizer, Descent):
        stop = Stop(run.stop.gradient_norm, None)
        descending = ArrayStepper(classifier, optimizer, start, length.steps, run.seed, stop)
        sampled = isinstance(optimizer.gradient, Minibatch)
        return Training(lesson.task, descending, length.looks, sampled, run.stop.loss)
    spread = lesson.plan.network.spread
    searching = ArraySearchStepper(classifier, optimizer, start, spread, length.steps, run.seed, Stop())
    return Training(lesson.task, searching, length.looks, False, run.stop.loss)


def _length(run: TrainingSpecification, plan: Plan, optimizer: Optimizer) -> Length:
    per_epoch = _steps_per_epoch(plan, optimizer)
    steps = run.steps or (run.epochs or DEFAULT_EPOCHS) * per_epoch
    if steps > settings.max_training_steps:
        most = f"the most is {settings.max_training_steps:,}"
        raise Unfit("epochs", f"An optimizer would take {steps:,} steps, {per_epoch:,} an epoch; {most}.")
    every = max(ceil(steps / LOOKS), ceil(per_epoch / plan.model.looks_per_epoch))
    return Length(steps, Looks(every, per_epoch))


def _steps_per_epoch(plan: Plan, optimizer: Optimizer) -> int:
    """How many steps read all examples once."""
    examples, dimensions = len(plan.split.train.labels), plan.network.dimensions
    match optimizer:
        case Descent(gradient=Minibatch(size)):
            if size > examples:
                raise Unfit(
                    "optimizers", f"A batch of {size:,} is more than the {examples:,} training examples there are."
                )
            return batches_per_epoch(size, examples)
        case Descent(gradient=Numeric()) if dimensions > settings.max_numeric_weights:
            raise Unfit(
                "optimizers",
                f"The numeric gradient of {dimensions:,} weights takes {2 * dimensions:,} losses a step. It is there "
                f"for at most {settings.max_numeric_weights:,} weights.",
            )
    return 1
