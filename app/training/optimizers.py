"""The optimizers of a run on a classifier: the length of their training, and their progress."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from app.engine.array_stepper import ArrayStepper
from app.engine.config import DescentConfig
from app.engine.config import OptimizerConfig as Optimizer
from app.engine.endings import Stop
from app.engine.gradient_sources import Minibatch, Numeric
from app.engine.randomness import batches_per_epoch, random_start
from app.engine.search_steppers import ArraySearchStepper
from app.engine.steppers import Frame
from app.engine.training import EvaluationInterval, Training, TrainingState
from app.instance import current_settings
from app.interruption import checkpoint
from app.objectives.protocol import Array
from app.requests.optimizers import optimizer_configs
from app.requests.trainings import TrainingRequest, default_epochs
from app.runs.slices import Lane
from app.storage.trajectories import Trajectory
from app.training.task import TrainingPlan, TrainingTask, UntrainableError

MAX_EVALUATIONS = 100
"""The maximum number of evaluations of an optimizer's path, not counting the start."""

AnyTraining = Training[Any]


@dataclass(frozen=True)
class Length:
    """The length of an optimizer's path, and the entries of it that are evaluated."""

    steps: int
    interval: EvaluationInterval


def lengths_of(run: TrainingRequest, plan: TrainingPlan) -> list[Length]:
    """Compute the length of each optimizer of a run, in order.

    Raises:
        FaultyTextError: a rule does not belong to the language.
        UntrainableError: an optimizer would take too many steps, or the classifier has too many weights for it.
    """
    return [_length(run, plan, optimizer) for optimizer in optimizer_configs(run.optimizers)]


def max_steps_per_epoch(run: TrainingRequest, plan: TrainingPlan) -> int:
    """The maximum number of steps in an epoch over the optimizers of a run.

    Raises:
        FaultyTextError: a rule does not belong to the language.
        UntrainableError: a batch is larger than the data set, or the classifier has too many weights for a numeric
            gradient.
    """
    return max(_steps_per_epoch(plan, optimizer) for optimizer in optimizer_configs(run.optimizers))


def trainings_of(run: TrainingRequest, task: TrainingTask) -> list[AnyTraining]:
    """Make a training for each optimizer of a run that ``lengths_of`` accepts, in order."""
    start = start_of(run, task)
    lengths = lengths_of(run, task.plan)
    return [
        _training(run, task, optimizer, length, start)
        for optimizer, length in zip(optimizer_configs(run.optimizers), lengths, strict=True)
    ]


def start_of(run: TrainingRequest, task: TrainingTask) -> Array:
    """The initial weights of all optimizers of a run, (d,) in the precision of the examples."""
    dtype = task.task.classifier.examples.inputs.dtype
    spread = task.plan.network.spread
    return np.zeros(spread.size, dtype) if run.start == "zeros" else random_start(spread, run.seed, dtype)


def _training(
    run: TrainingRequest, task: TrainingTask, optimizer: Optimizer, length: Length, start: Array
) -> AnyTraining:
    classifier = task.task.classifier
    if isinstance(optimizer, DescentConfig):
        stop = Stop(run.stop.gradient_norm, None)
        descending = ArrayStepper(classifier, optimizer, start, length.steps, run.seed, stop)
        sampled = isinstance(optimizer.gradient, Minibatch)
        return Training(task.task, descending, length.interval, sampled, run.stop.loss)
    spread = task.plan.network.spread
    searching = ArraySearchStepper(classifier, optimizer, start, spread, length.steps, run.seed, Stop())
    return Training(task.task, searching, length.interval, False, run.stop.loss)


def _length(run: TrainingRequest, plan: TrainingPlan, optimizer: Optimizer) -> Length:
    per_epoch = _steps_per_epoch(plan, optimizer)
    steps = run.steps or (run.epochs or default_epochs()) * per_epoch
    if steps > current_settings().max_training_steps:
        limit = f"the most is {current_settings().max_training_steps:,}"
        raise UntrainableError("epochs", f"An optimizer would take {steps:,} steps, {per_epoch:,} an epoch; {limit}.")
    every = max(ceil(steps / MAX_EVALUATIONS), ceil(per_epoch / plan.model.evaluations_per_epoch))
    return Length(steps, EvaluationInterval(every, per_epoch))


def _steps_per_epoch(plan: TrainingPlan, optimizer: Optimizer) -> int:
    """The number of steps in which an optimizer reads all examples once."""
    examples, dimensions = len(plan.split.train.labels), plan.network.dimensions
    match optimizer:
        case DescentConfig(gradient=Minibatch(size)):
            if size > examples:
                raise UntrainableError(
                    "optimizers", f"A batch of {size:,} is more than the {examples:,} training examples there are."
                )
            return batches_per_epoch(size, examples)
        case DescentConfig(gradient=Numeric()) if dimensions > current_settings().max_numeric_weights:
            raise UntrainableError(
                "optimizers",
                f"The numeric gradient of {dimensions:,} weights takes {2 * dimensions:,} losses a step. It is there "
                f"for at most {current_settings().max_numeric_weights:,} weights.",
            )
    return 1


@dataclass(frozen=True)
class TrainingLane:
    """An optimizer and its progress.

    Attributes:
        evaluated: the evaluated entries of its path, and the weights there.
    """

    training: AnyTraining
    lane: Lane[TrainingState[Any]]
    evaluated: tuple[tuple[int, Array], ...]

    @classmethod
    def at_start(cls, training: AnyTraining) -> "TrainingLane":
        """Make a lane whose first slice contains only the start, since a step may take long."""
        return cls(training, Lane(training, training.initial(), budget=1), ())

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to compute."""
        return self.lane.ended

    @property
    def state(self) -> TrainingState[Any]:
        """The state of the training at the last computed entry."""
        return self.lane.state

    def advanced(self) -> tuple["TrainingLane", Frame]:
        """Do one slice of work; return the new lane, and the entries that were added."""
        lane, frame = self.lane.advanced()
        evaluated = self.evaluated
        if lane.state.evaluation is not None:
            evaluated = (*evaluated, (lane.state.steps, lane.state.path.weights))
        return TrainingLane(self.training, lane, evaluated), frame

    def trajectory(self) -> Trajectory:
        """The evaluated entries of the path of an optimizer that has ended."""
        entries = np.array([entry for entry, _ in self.evaluated], np.int64)
        weights = np.empty((len(entries), self.state.path.weights.size), np.float32)
        for row, (_, there) in zip(weights, self.evaluated, strict=True):
            checkpoint()
            row[:] = there
        return Trajectory(entries, weights, str(self.state.ended))
