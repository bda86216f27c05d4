"""The path of an optimizer compared with a plane through its end."""

import numpy as np
import pytest

from app.landscapes.trajectory import ProjectedPath, path_events
from app.objectives.classifiers.planes.plane import Plane, projection
from app.storage.trajectories import Trajectory
from tests.objectives.classifiers.planes.random_planes import classifier, plane

WEIGHTS = np.random.default_rng(1).normal(size=(4, plane("softmax").origin.size)).astype(np.float32)
PATH = Trajectory(np.array([0, 5, 10, 12]), WEIGHTS, "steps")


def test_losses_are_those_of_the_weights_and_of_the_plane_beneath() -> None:
    loss, on = classifier("softmax"), Plane(WEIGHTS[-1].astype(float), plane("softmax").directions)
    *shares, found = path_events(PATH, loss, on)
    assert isinstance(found, ProjectedPath)
    shown = projection(WEIGHTS, on)
    np.testing.assert_allclose([found.path.x, found.path.y], [shown.x, shown.y])
    np.testing.assert_allclose(found.path.residual, shown.residual)
    for index, weights in enumerate(WEIGHTS.astype(float)):
        assert found.path.loss[index] == pytest.approx(loss.loss(weights))
        assert found.path.plane_loss[index] == pytest.approx(loss.loss(on.at(shown.x[index], shown.y[index])))
    assert found.explained == shown.explained
    assert found.path.step.tolist() == [0, 5, 10, 12]
    assert found.path.plane_loss[-1] == pytest.approx(found.path.loss[-1])
    assert shares == sorted(shares)  # type: ignore[type-var]
    assert set(shares) == {0.0, 0.25, 0.5, 0.75}
