"""Training classifiers: minibatches, evaluations, searches (S2, S7; moment 8)."""

from typing import Any

import numpy as np
import pytest

from app.engine.array_stepper import ArrayState, ArrayStepper
from app.engine.config import SearchConfig
from app.engine.endings import Stop
from app.engine.gradient_sources import Minibatch
from app.engine.randomness import batch_rows, batches_per_epoch
from app.engine.search_steppers import ArraySearchStepper
from app.engine.training import EvaluationInterval, Training
from app.optimizers.searches import SEARCHES
from tests.engine.configs import descent
from tests.objectives.classifiers.examples import digits_task


def descending(size: int | None, steps: int, every: int = 10, rate: float = 0.1) -> Training[ArrayState]:
    evaluator = digits_task("softmax")
    config = descent("gradient_descent", rate, Minibatch(size)) if size else descent("gradient_descent", rate)
    start = np.zeros(650, np.float32)
    stepper = ArrayStepper(evaluator.classifier, config, start, steps, 0, Stop())
    per_epoch = batches_per_epoch(size, evaluator.classifier.count) if size else 1
    return Training(evaluator, stepper, EvaluationInterval(every, per_epoch), size is not None, None)


def whole(training: Training[Any], budget: int = 1000) -> tuple[Any, dict[str, list[Any]]]:
    """A training run to its end: its state, and the columns of all entries."""
    state = training.initial()
    columns: dict[str, list[Any]] = {}
    while state.ended is None:
        state, frame = training.advance(state, budget)
        for name, column in frame.columns.items():
            columns.setdefault(name, []).extend(column)
    return state, columns


def test_an_epoch_reads_every_example_once_and_each_in_another_order() -> None:
    count, size = 1437, 64
    batches = batches_per_epoch(size, count)
    assert batches == 23
    first = [batch_rows(3, entry, size, count) for entry in range(batches)]
    second = [batch_rows(3, entry, size, count) for entry in range(batches, 2 * batches)]
    assert [len(rows) for rows in first] == [64] * 22 + [29]
    assert sorted(np.concatenate(first)) == sorted(np.concatenate(second)) == list(range(count))
    assert list(first[0]) != list(second[0])
    # Half the size reads the same examples in the same order.
    halves = [batch_rows(3, entry, 32, count) for entry in range(2)]
    assert list(np.concatenate(halves)) == list(first[0])


@pytest.mark.parametrize("size", [None, 64])
def test_slices_do_not_matter(size: int | None) -> None:
    state, columns = whole(descending(size, 60))
    for budget in (1, 7):
        other, others = whole(descending(size, 60), budget)
        np.testing.assert_array_equal(other.path.weights, state.path.weights)
        assert others == columns


def test_what_is_looked_at_has_a_loss_and_accuracies() -> None:
    _, columns = whole(descending(64, 45, every=10))
    seen = [entry for entry, loss in enumerate(columns["loss"]) if loss is not None]
    assert seen == [0, 10, 20, 30, 40, 45]
    for name in ("train_accuracy", "test_accuracy"):
        assert [entry for entry, value in enumerate(columns[name]) if value is not None] == seen
    assert columns["epoch"][23] == 1
    assert None not in columns["batch_loss"]
    assert columns["loss"][0] == pytest.approx(np.log(10), rel=1e-6)


def test_the_full_batch_knows_its_loss_at_every_step() -> None:
    _, columns = whole(descending(None, 30))
    losses = columns["loss"]
    assert None not in losses
    assert losses == sorted(losses, reverse=True)


def test_smaller_batches_take_more_steps_and_come_lower_in_ten_epochs() -> None:
    """The first visit of the classifier lab: .872, .953, .958 and .972 of the test examples in a simulation."""
    losses, accuracies = [], []
    for size in (None, 128, 64, 32):
        steps = 10 * (batches_per_epoch(size, 1437) if size else 1)
        _, columns = whole(descending(size, steps))
        losses.append(columns["loss"][-1])
        accuracies.append(columns["test_accuracy"][-1])
    assert losses == sorted(losses, reverse=True)
    assert losses == pytest.approx([1.152, 0.266, 0.188, 0.133], rel=0.06)
    assert accuracies[0] < 0.9 < min(accuracies[1:])


def test_luck_dies_in_650_dimensions() -> None:
    """Moment 7: a thousand draws against a thousand steps."""
    evaluator = digits_task("softmax")
    search = SearchConfig(SEARCHES["random_search"])
    spread = evaluator.classifier.network.spread
    stepper = ArraySearchStepper(evaluator.classifier, search, np.zeros(650, np.float32), spread, 1000, 0, Stop())
    _, drawn = whole(Training(evaluator, stepper, EvaluationInterval(100, 1), False, None))
    assert drawn["loss"] == sorted(drawn["loss"], reverse=True)
    _, stepped = whole(descending(None, 1000, every=100, rate=0.5))
    assert drawn["test_accuracy"][-1] < 0.45
    assert stepped["test_accuracy"][-1] > 0.96
    assert stepper.evaluations(1000).loss == 1001


def test_local_search_moves_from_where_it_is() -> None:
    evaluator = digits_task("softmax")
    search = SearchConfig(SEARCHES["local_search"], {"scale": 0.02})
    zeros = np.zeros(650, np.float32)
    stepper = ArraySearchStepper(
        evaluator.classifier, search, zeros, evaluator.classifier.network.spread, 300, 0, Stop()
    )
    state, columns = whole(Training(evaluator, stepper, EvaluationInterval(50, 1), False, None))
    assert state.path.weights.dtype == np.float32
    assert columns["loss"][-1] < 0.95 * columns["loss"][0]
    assert columns["tried_loss"] != columns["loss"]


def test_a_loss_that_was_asked_for_ends_it() -> None:
    training = descending(64, 1000)
    stopped = Training(training.evaluator, training.stepper, training.interval, True, 0.5)
    state, columns = whole(stopped)
    assert state.ended == "converged"
    assert columns["loss"][-1] <= 0.5


def test_divergence_ends_it() -> None:
    state, columns = whole(descending(None, 100, rate=1e38))
    assert state.ended == "diverged"
    assert columns["test_accuracy"][-1] is None


@pytest.mark.parametrize(("entry", "next_look"), [(0, 0), (1, 10), (9, 10), (10, 10), (11, 20)])
def test_looks_are_at_the_multiples_of_the_interval(entry: int, next_look: int) -> None:
    assert EvaluationInterval(10, 1).next(entry) == next_look


def test_it_stops_at_a_loss_or_below_it_where_it_is_seen() -> None:
    _, columns = whole(descending(None, 30))
    seen = columns["loss"][20]
    training = descending(None, 30)
    for lowest, end in ((seen, 20), (np.nextafter(seen, 0.0), 30)):
        stopped = Training(training.evaluator, training.stepper, training.interval, False, lowest)
        state, path = whole(stopped)
        assert (state.ended, len(path["loss"]) - 1, state.steps) == ("converged", end, end)


def test_the_state_knows_the_lowest_loss_the_steps_and_the_time() -> None:
    training = descending(64, 45)
    begun = training.initial()
    assert (begun.best_loss, begun.seconds, begun.steps, begun.entries) == (np.inf, 0.0, 0, 0)
    state, columns = whole(training, 7)
    assert state.best_loss == min(loss for loss in columns["loss"] if loss is not None)
    assert (state.steps, state.entries, training.steps) == (45, 46, 45)
    assert state.seconds > 0
    assert columns["epoch"] == [entry / 23 for entry in range(46)]


def test_a_frame_ends_at_the_next_look() -> None:
    training = descending(64, 45)
    state, first = training.advance(training.initial(), 100)
    assert len(first) == 1
    state, second = training.advance(state, 100)
    assert (second.first, len(second)) == (1, 10)
    state, third = training.advance(state, 4)
    assert (third.first, len(third), state.evaluation) == (11, 4, None)
