"""The loss of a trained classifier on a plane."""

from itertools import islice

import numpy as np
import pytest

from app.landscapes.costs import Counts
from app.landscapes.landscape import ClassifierLandscape, landscape_slices
from app.requests.landscapes import ClassifierLandscapeRequest
from app.training.task import UntrainableError
from app.training.trained import Progress
from tests.landscapes.tasks import landscape_request, random_path
from tests.training.tasks import points, task_on

TASK = task_on(points())
COUNTS = Counts(7, 5, 4, False)


def landscape(specification: ClassifierLandscapeRequest) -> tuple[list[Progress], ClassifierLandscape]:
    *progress, last = landscape_slices(specification, COUNTS, TASK, random_path(TASK))
    assert isinstance(last, ClassifierLandscape)
    return [event for event in progress if isinstance(event, Progress)], last


@pytest.mark.parametrize("plane", ["random", "pca", "hessian"])
def test_every_place_has_its_loss_and_the_middle_that_of_the_end(plane: str) -> None:
    _, found = landscape(landscape_request(plane))
    classifier, end = TASK.task.classifier.exact(), random_path(TASK).weights[-1].astype(float)
    assert found.loss.shape == (5, 7)
    zero = np.argwhere(found.y == 0.0).item(), np.argwhere(found.x == 0.0).item()
    assert found.loss[zero] == pytest.approx(classifier.loss(end))
    assert (found.eigenvalues is None) is (plane != "hessian")
    assert ("eigenvalues" in found.fields) is (plane == "hessian")
    assert found.fields["loss"] is found.loss


def test_the_path_is_thinned_to_what_there_is_time_for() -> None:
    _, found = landscape(landscape_request())
    assert found.path.step.tolist() == [0, 8, 12, 20]


def test_axes_that_are_asked_for_are_those() -> None:
    _, found = landscape(landscape_request(x={"low": -3, "high": 5, "count": 9}))
    np.testing.assert_allclose(found.x, np.linspace(-3, 5, 9))
    np.testing.assert_allclose(found.y, np.linspace(-1, 1, 5))
    _, found = landscape(landscape_request(y={"low": -3, "high": 5, "count": 9}))
    np.testing.assert_allclose(found.x, np.linspace(-1, 1, 7))
    np.testing.assert_allclose(found.y, np.linspace(-3, 5, 9))


def test_a_classifier_that_diverged_has_no_landscape() -> None:
    with pytest.raises(UntrainableError, match="diverged") as refused:
        next(landscape_slices(landscape_request(), COUNTS, TASK, random_path(TASK, "diverged")))
    assert refused.value.field == "optimizer"


def test_stages_come_in_order_and_shares_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.landscapes.landscape.slice_of", lambda events: list(islice(events, 1)))
    progress, _ = landscape(landscape_request("hessian"))
    stages = [event.stage for event in progress]
    assert sorted(set(stages), key=stages.index) == ["plane", "path", "losses"]
    for stage in ("plane", "path", "losses"):
        shares = [event.share for event in progress if event.stage == stage]
        assert shares == sorted(shares)
        assert shares[0] >= 0
        assert shares[-1] <= 1
