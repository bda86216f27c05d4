"""The affordable extent of a landscape."""

from typing import Any

import pytest

from app.landscapes.costs import Counts, counts_of
from app.requests.landscapes import ClassifierLandscapeRequest
from app.settings import Settings
from app.training.task import UntrainableError, training_plan

SETTINGS = Settings()

STREAMED = SETTINGS.max_streamed_plane_work
LARGEST = {"low": 0, "high": 1, "count": 512}


def counts(
    model: str, plane: str = "random", dataset: str = "digits", work: int = SETTINGS.max_plane_work, **axes: Any
) -> Counts:
    objective = {"kind": "classifier", "dataset": dataset, "model": model}
    body = {"run": {"objective": objective, "optimizers": [{"rule": "adam"}]}, "plane": {"kind": plane}, **axes}
    specification = ClassifierLandscapeRequest.model_validate(body)
    return counts_of(specification, training_plan(specification.run.objective), work)


@pytest.mark.parametrize("model", ["softmax", "svm", "mlp"])
def test_what_is_left_to_the_plane_is_51_samples_however_much_time_there_is(model: str) -> None:
    height = {"low": 0, "high": 1, "count": 7}
    had = counts(model, y=height)
    assert (had.x, had.y) == (51, 7)
    assert had.path_points > 101
    assert not had.takes_long
    assert counts(model, work=STREAMED, y=height) == had


def test_a_network_that_takes_long_has_fewer() -> None:
    had = counts("convnet")
    assert had.x == had.y
    assert had.x % 2 == 1
    assert 5 <= had.x < 51
    assert 2 <= had.path_points < 50
    assert not had.takes_long


def test_who_has_the_time_gets_more_of_it() -> None:
    digits = counts("convnet", work=STREAMED)
    assert (digits.x, digits.y, digits.takes_long) == (25, 25, True)
    assert digits.path_points > 100
    patches = counts("convnet", dataset="patches", work=STREAMED)
    assert patches.takes_long
    assert patches.x == 9
    assert counts("convnet", "hessian", work=STREAMED).x == 25
    small = {"low": 0, "high": 1, "count": 5}
    assert counts("convnet", work=STREAMED, x=small, y=small) == counts("convnet", x=small, y=small)


def test_a_linear_classifier_has_the_largest_grid() -> None:
    assert counts("softmax", x=LARGEST, y=LARGEST).x == 512


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"model": "svm", "plane": "hessian"}, "plane.kind"),
        ({"model": "convnet", "plane": "hessian"}, "plane.kind"),
        ({"model": "convnet", "dataset": "patches"}, "plane.kind"),
        (
            {"model": "mlp", "x": {"low": 0, "high": 1, "count": 512}, "y": {"low": 0, "high": 1, "count": 512}},
            "x.count",
        ),
    ],
)
def test_what_would_take_too_long_is_refused(asked: dict[str, Any], field: str) -> None:
    with pytest.raises(UntrainableError) as refused:
        counts(**asked)
    assert refused.value.field == field
