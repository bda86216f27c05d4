"""Training a classifier: an optimizer's path, looked at now and then to see how often the classifier is right.

Looking takes a pass over all examples, as long as many steps of minibatches, so only some entries are looked at.
"""

import math
import time
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.engine.array_stepper import ArrayState
from app.engine.endings import Reason
from app.engine.gradient_sources import Evaluations
from app.engine.search_steppers import ArraySearchState
from app.engine.steppers import Column, Frame, Stepper
from app.objectives.classifiers.evaluation import Evaluation, Evaluator

PathState = TypeVar("PathState", bound=ArrayState | ArraySearchState)


@dataclass(frozen=True)
class EvaluationInterval:
    """The entries of a path that are looked at: every so many, and the last.

    Attributes:
        every: from one evaluation to the next, in entries (≥ 1).
        per_epoch: the steps that read every example once.
    """

    every: int
    per_epoch: int

    def next(self, entry: int) -> int:
        """The first entry to be looked at from an entry on."""
        return -(-entry // self.every) * self.every


@dataclass(frozen=True)
class TrainingState(Generic[PathState]):
    """How far an optimizer has come.

    Attributes:
        path: the state of its stepper.
        ended: why it takes no more steps; None while it does.
        evaluation: of the classifier at the last entry, if it was evaluated there.
        best_loss: the lowest training loss that was seen; infinite if there was none.
        seconds: processor time of the steps; evaluations do not count.
    """

    path: PathState
    ended: Reason | None
    evaluation: Evaluation | None
    best_loss: float
    seconds: float

    @property
    def entries(self) -> int:
        """How many entries of the path are known, the start included."""
        return self.path.entries

    @property
    def steps(self) -> int:
        """The steps taken."""
        return max(self.entries - 1, 0)


@dataclass(frozen=True)
class Training(Generic[PathState]):
    """Advances one optimizer on a classifier.

    Columns: ``epoch, loss, batch_loss, gradient_norm, train_accuracy, test_accuracy``; None where something is not
    known. The entries that are looked at have a loss and accuracies.

    Attributes:
        stepper: on the task's classifier.
        sampled: whether its losses are those of minibatches.
        lowest: the training loss at or below which the optimizer has converged, where it is seen; None never stops it.
    """

    evaluator: Evaluator
    stepper: Stepper[PathState]
    interval: EvaluationInterval
    sampled: bool
    lowest: float | None

    @property
    def steps(self) -> int:
        """The maximum number of steps."""
        return self.stepper.steps

    def initial(self) -> TrainingState[PathState]:
        """The state before the start has been evaluated."""
        return TrainingState(self.stepper.initial(), None, None, math.inf, 0.0)

    def advance(self, state: TrainingState[PathState], budget: int) -> tuple[TrainingState[PathState], Frame]:
        """The next entries, at most ``budget`` (≥ 1) of them and none beyond the next evaluation."""
        evaluation_entry = self.interval.next(state.entries)
        began = time.thread_time()
        path, steps = self.stepper.advance(state.path, min(budget, evaluation_entry + 1 - state.entries))
        seconds = state.seconds + time.thread_time() - began
        evaluated = path.ended != "diverged" and (path.ended is not None or path.entries - 1 == evaluation_entry)
        evaluation = self.evaluator.evaluate(path.weights) if evaluated else None
        columns = self._columns(steps, evaluation)
        losses = [loss for loss in columns["loss"] if loss is not None and math.isfinite(loss)]
        after = TrainingState(
            path, self._ending(path, evaluation), evaluation, min([state.best_loss, *losses]), seconds
        )
        return after, Frame(steps.first, columns)

    def evaluations(self, steps: int) -> Evaluations:
        """The cost of this many steps; evaluations of the classifier do not count."""
        return self.stepper.evaluations(steps)

    def _columns(self, steps: Frame, evaluation: Evaluation | None) -> dict[str, Column]:
        losses = steps.columns["loss"]
        columns: dict[str, Column] = {
            "epoch": [(steps.first + index) / self.interval.per_epoch for index in range(len(steps))],
            "loss": [None] * len(steps) if self.sampled else losses,
            "batch_loss": losses if self.sampled else [None] * len(steps),
            "gradient_norm": steps.columns["gradient_norm"],
            "train_accuracy": [None] * len(steps),
            "test_accuracy": [None] * len(steps),
            **{name: column for name, column in steps.columns.items() if name == "tried_loss"},
        }
        if evaluation is None:
            return columns
        seen = {
            "loss": evaluation.loss,
            "train_accuracy": evaluation.train_accuracy,
            "test_accuracy": evaluation.test_accuracy,
        }
        return columns | {name: [*columns[name][:-1], value] for name, value in seen.items()}

    def _ending(self, path: PathState, evaluation: Evaluation | None) -> Reason | None:
        if self.lowest is not None and evaluation is not None and evaluation.loss <= self.lowest:
            return "converged"
        return path.ended
