"""The optimizers of a run on a classifier: how long they train, and how far each has come."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from app.engine.array_stepper import ArrayStepper
from app.engine.gradient_sources import Minibatch, Numeric
from app.engine.plans import Descent
from app.engine.plans import Plan as Optimizer
from app.engine.randomness import batches_per_epoch, random_start
from app.engine.search_steppers import ArraySearchStepper
from app.engine.steppers import Frame, Stop
from app.engine.training import Looks, Training, TrainingState
from app.instance import current_settings
from app.interruption import checkpoint
from app.objectives.protocol import Array
from app.requests.optimizers import plans_of
from app.requests.trainings import TrainingSpecification, default_epochs
from app.runs.slices import Lane
from app.storage.trajectories import Trajectory
from app.training.task import Lesson, Plan, Unfit

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
    steps = run.steps or (run.epochs or default_epochs()) * per_epoch
    if steps > current_settings().max_training_steps:
        most = f"the most is {current_settings().max_training_steps:,}"
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
        case Descent(gradient=Numeric()) if dimensions > current_settings().max_numeric_weights:
            raise Unfit(
                "optimizers",
                f"The numeric gradient of {dimensions:,} weights takes {2 * dimensions:,} losses a step. It is there "
                f"for at most {current_settings().max_numeric_weights:,} weights.",
            )
    return 1


@dataclass(frozen=True)
class TrainingLane:
    """An optimizer somewhere on its way.

    Attributes:
        looked_at: the entries of its path that were looked at, and the weights there.
    """

    training: AnyTraining
    lane: Lane[TrainingState[Any]]
    looked_at: tuple[tuple[int, Array], ...]

    @classmethod
    def at_start(cls, training: AnyTraining) -> "TrainingLane":
        """A lane whose first slice holds the start alone, since a step may take long."""
        return cls(training, Lane(training, training.initial(), budget=1), ())

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to compute."""
        return self.lane.ended

    @property
    def state(self) -> TrainingState[Any]:
        """How far it has come."""
        return self.lane.state

    def advanced(self) -> tuple["TrainingLane", Frame]:
        """The lane after one slice of work, and the entries that it added."""
        lane, frame = self.lane.advanced()
        looked_at = self.looked_at
        if lane.state.report is not None:
            looked_at = (*looked_at, (lane.state.steps, lane.state.path.weights))
        return TrainingLane(self.training, lane, looked_at), frame

    def trajectory(self) -> Trajectory:
        """The path of an optimizer that has ended, as far as it was looked at."""
        entries = np.array([entry for entry, _ in self.looked_at], np.int64)
        weights = np.empty((len(entries), self.state.path.weights.size), np.float32)
        for row, (_, there) in zip(weights, self.looked_at, strict=True):
            checkpoint()
            row[:] = there
        return Trajectory(entries, weights, str(self.state.ended))
