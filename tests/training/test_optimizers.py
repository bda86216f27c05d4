"""The optimizers of a run on a classifier: how long they train, from where, and when they are evaluated."""

from typing import Any

import numpy as np
import pytest

from app.engine.array_stepper import ArrayStepper
from app.engine.endings import Stop
from app.engine.randomness import random_start
from app.engine.search_steppers import ArraySearchStepper
from app.training.optimizers import TrainingLane, lengths_of, max_steps_per_epoch, start_of, trainings_of
from app.training.task import UntrainableError
from tests.data_folders import use_settings
from tests.training.tasks import BATCHES, images, request, task_on

TASK = task_on(images(train=30))
FULL: dict[str, Any] = {"rule": "momentum", "learning_rate": 0.5}
SEARCH: dict[str, Any] = {"rule": "random_search"}
CONVNET = task_on(images(train=30), model="convnet")


def test_an_epoch_reads_every_example_once() -> None:
    run = request(epochs=5, optimizers=[BATCHES, FULL, SEARCH])
    assert [(one.steps, one.interval.per_epoch) for one in lengths_of(run, TASK.plan)] == [(20, 4), (5, 1), (5, 1)]
    assert max_steps_per_epoch(run, TASK.plan) == 4
    assert [one.steps for one in lengths_of(request(steps=7, optimizers=[BATCHES, FULL]), TASK.plan)] == [7, 7]
    assert lengths_of(request(), TASK.plan)[0].steps == 40


@pytest.mark.parametrize(
    ("fields", "every"),
    [({"steps": 100}, 1), ({"steps": 101}, 2), ({"steps": 250}, 3), ({"epochs": 25}, 1), ({"epochs": 26}, 2)],
)
def test_a_path_is_evaluated_a_hundred_times_at_most(fields: dict[str, Any], every: int) -> None:
    assert lengths_of(request(**fields), TASK.plan)[0].interval.every == every


def test_a_network_that_takes_long_is_evaluated_twice_an_epoch() -> None:
    (length,) = lengths_of(request(epochs=3), CONVNET.plan)
    assert (length.steps, length.interval.every) == (12, 2)


def test_too_many_steps_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch, max_training_steps=20)
    assert lengths_of(request(epochs=5), TASK.plan)[0].steps == 20
    with pytest.raises(UntrainableError, match="would take 24 steps, 4 an epoch; the most is 20") as refused:
        lengths_of(request(epochs=6), TASK.plan)
    assert refused.value.field == "epochs"


def test_a_batch_is_no_larger_than_the_data_set() -> None:
    def of(size: int) -> Any:
        return request(epochs=1, optimizers=[BATCHES | {"gradient": {"kind": "minibatch", "size": size}}])

    assert lengths_of(of(30), TASK.plan)[0].steps == 1
    with pytest.raises(UntrainableError, match="A batch of 31 is more than the 30") as refused:
        lengths_of(of(31), TASK.plan)
    assert refused.value.field == "optimizers"


def test_a_numeric_gradient_is_for_few_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    run = request(epochs=1, optimizers=[FULL | {"gradient": {"kind": "numeric"}}])
    use_settings(monkeypatch, max_numeric_weights=TASK.plan.network.dimensions)
    assert lengths_of(run, TASK.plan)[0].steps == 1
    use_settings(monkeypatch, max_numeric_weights=TASK.plan.network.dimensions - 1)
    with pytest.raises(UntrainableError, match="579 weights takes 1,158 losses a step"):
        lengths_of(run, TASK.plan)
    assert lengths_of(request(epochs=1, optimizers=[FULL]), TASK.plan)[0].steps == 1


def test_starts_are_zeros_or_random_with_the_seed() -> None:
    assert not start_of(request(start="zeros"), TASK).any()
    drawn = start_of(request(seed=5), TASK)
    np.testing.assert_array_equal(drawn, random_start(TASK.plan.network.spread, 5, np.float32))
    assert drawn.dtype == np.float32


def test_each_optimizer_has_a_stepper_of_its_kind() -> None:
    run = request(epochs=2, seed=3, optimizers=[BATCHES, FULL, SEARCH], stop={"loss": 0.25, "gradient_norm": 0.125})
    batches, full, search = trainings_of(run, TASK)
    for one, sampled in ((batches, True), (full, False)):
        assert isinstance(one.stepper, ArrayStepper)
        assert one.stepper.stop == Stop(gradient_norm=0.125, loss=None)
        assert (one.sampled, one.lowest, one.stepper.seed) == (sampled, 0.25, 3)
        np.testing.assert_array_equal(one.stepper.start, start_of(run, TASK))
    assert isinstance(search.stepper, ArraySearchStepper)
    assert (search.sampled, search.lowest, search.stepper.seed, search.stepper.stop) == (False, 0.25, 3, Stop())
    assert (batches.steps, full.steps, search.steps) == (8, 2, 2)


def test_the_first_slice_of_a_lane_is_the_start_and_its_trajectory_the_evaluations() -> None:
    (training,) = trainings_of(request(steps=150, start="zeros"), TASK)
    lane, frame = TrainingLane.at_start(training).advanced()
    assert (len(frame), lane.state.entries, len(lane.evaluated), lane.ended) == (1, 1, 1, False)
    while not lane.ended:
        lane, _ = lane.advanced()
    path = lane.trajectory()
    assert path.entries.tolist() == list(range(0, 151, 2))
    assert path.ended == "steps"
    assert path.weights.dtype == np.float32
    assert not path.weights[0].any()
    np.testing.assert_array_equal(path.weights[-1], lane.state.path.weights)
