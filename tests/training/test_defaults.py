"""Defaults of a run on a classifier, which depend on its data set and on the limits."""

from typing import Any

import pytest

from app.training.defaults import planned
from app.training.task import UntrainableError
from tests.data_folders import use_settings
from tests.training.tasks import request

MINIBATCH: dict[str, Any] = {"rule": "momentum", "learning_rate": 0.1, "gradient": {"kind": "minibatch"}}


def size_of(**settings: object) -> int:
    run, _ = planned(request({"dataset": "moons"}, optimizers=[MINIBATCH]))
    gradient = run.as_json()["optimizers"][0]["gradient"]
    return int(gradient["size"])


def test_minibatches_are_of_64_unless_there_are_fewer_examples_or_too_many_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There are 300 examples."""
    assert size_of() == 64
    use_settings(monkeypatch, max_training_steps=4)
    assert size_of() == 75
    use_settings(monkeypatch, max_training_steps=1)
    assert size_of() == 300


def test_what_is_given_stays() -> None:
    given = MINIBATCH | {"gradient": {"kind": "minibatch", "size": 7}}
    run, plan = planned(
        request({"dataset": "moons"}, epochs=2, optimizers=[given, {"rule": "random_search"}, {"rule": "adam"}])
    )
    assert run.epochs == 2
    optimizers = run.as_json()["optimizers"]
    assert optimizers[0]["gradient"] == {"kind": "minibatch", "size": 7}
    assert len(plan.split.train.labels) == 300
    with pytest.raises(UntrainableError):
        planned(
            request({"dataset": "moons"}, optimizers=[MINIBATCH | {"gradient": {"kind": "minibatch", "size": 301}}])
        )


@pytest.mark.parametrize(
    ("most", "epochs", "steps"), [(50, 10, None), (49, 9, None), (5, 1, None), (9, 1, None), (10, 2, None)]
)
def test_a_run_is_ten_epochs_or_as_many_as_allowed(
    monkeypatch: pytest.MonkeyPatch, most: int, epochs: int, steps: int | None
) -> None:
    use_settings(monkeypatch, max_training_steps=most)
    run, _ = planned(
        request({"dataset": "moons"}, optimizers=[MINIBATCH | {"gradient": {"kind": "minibatch", "size": 64}}])
    )
    assert (run.epochs, run.steps) == (epochs, steps)


def test_where_not_even_an_epoch_is_allowed_it_is_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch, max_training_steps=4)
    run, _ = planned(
        request({"dataset": "moons"}, optimizers=[MINIBATCH | {"gradient": {"kind": "minibatch", "size": 64}}])
    )
    assert (run.epochs, run.steps) == (None, 4)
    run, _ = planned(request({"dataset": "moons"}, steps=3, optimizers=[MINIBATCH]))
    assert (run.epochs, run.steps) == (None, 3)
