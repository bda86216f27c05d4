"""The pipeline of one picture: evaluated, and descended on alone."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.features.vectors import color_vectors, hog_cells, hog_vectors, pixel_vectors
from app.pipelines.pipeline import Judgement, Pipeline, image_shape, label_of, learning_rate, pipeline_events
from app.storage.trajectories import Trajectory
from app.training.task import TrainingTask, UntrainableError
from tests.training.tasks import images, points, request, task_on

TASK = task_on(images(shape=(8, 8, 3)), regularization=0.01)
IMAGE = images().test.images[4]


def path(task: TrainingTask, ended: str = "steps") -> Trajectory:
    weights = np.random.default_rng(0).normal(0, 0.1, (2, task.plan.network.dimensions)).astype(np.float32)
    return Trajectory(np.array([0, 9]), weights, ended)


def pipeline(
    task: TrainingTask = TASK,
    image: NDArray[np.uint8] = IMAGE,
    label: int | None = 2,
    rate: float = 0.01,
    steps: int = 3,
) -> tuple[list[Judgement], Pipeline]:
    *judgements, last = pipeline_events(task, path(task), image, label, rate, steps)
    assert isinstance(last, Pipeline)
    return [one for one in judgements if isinstance(one, Judgement)], last


def test_each_step_is_one_of_gradient_descent_on_the_picture_alone() -> None:
    """Softmax on one example, by hand: L = −log p + ½λΣw², ∇L = (p − one-hot)·xᵀ + λw."""
    steps, found = pipeline()
    weights = path(TASK).weights[-1].astype(float).reshape(3, 193)
    scale = TASK.features.scale
    inputs = ((IMAGE.reshape(-1) - scale.mean) / scale.deviation).astype(np.float32).astype(float)
    one_hot = np.array([0.0, 0.0, 1.0])
    for judgement in (found.before, *steps):
        scores = weights[:, :-1] @ inputs + weights[:, -1]
        probabilities = np.exp(scores) / np.exp(scores).sum()
        penalty = 0.005 * (weights[:, :-1] ** 2).sum()
        gradient = np.outer(probabilities - one_hot, np.append(inputs, 1.0))
        gradient[:, :-1] += 0.01 * weights[:, :-1]
        np.testing.assert_allclose(judgement.scores, scores, rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(judgement.probabilities, probabilities, rtol=1e-6)  # type: ignore[arg-type]
        assert judgement.penalty == pytest.approx(penalty)
        assert judgement.loss == pytest.approx(penalty - np.log(probabilities[2]))
        assert judgement.gradient_norm == pytest.approx(np.linalg.norm(gradient))
        weights = weights - 0.01 * gradient
    assert found.losses == (found.before.loss, *(step.loss for step in steps))
    assert found.after is steps[-1]
    assert (found.label, found.classes, found.learning_rate) == ("c", ("a", "b", "c"), 0.01)


def test_without_a_label_it_counts_as_the_most_probable_class() -> None:
    _, found = pipeline(label=None)
    assert found.label == "abc"[int(np.argmax(found.before.scores))]


def test_without_steps_it_is_only_evaluated() -> None:
    steps, found = pipeline(steps=0)
    assert steps == []
    assert found.after is found.before
    assert found.losses == (found.before.loss,)


def test_steps_end_where_the_loss_is_no_longer_finite() -> None:
    steps, found = pipeline(task_on(images(), regularization=10.0), rate=1e200, steps=10)
    assert len(steps) < 10
    assert not np.isfinite(steps[-1].loss)
    assert found.after is None
    assert np.isfinite(found.losses).all()
    assert len(found.losses) == len(steps)


def test_parts_are_the_features_in_order_and_cells_those_of_hog() -> None:
    task = task_on(images(shape=(32, 32, 1)), feature="hog+color")
    image = images(shape=(32, 32, 1)).test.images[0]
    _, found = pipeline(task, image)
    rgb = np.repeat(image[None], 3, axis=-1)
    assert [part.feature for part in found.parts] == ["color", "hog"]
    np.testing.assert_array_equal(found.parts[0].values, color_vectors(rgb)[0])
    np.testing.assert_array_equal(found.parts[1].values, hog_vectors(rgb)[0])
    assert found.cells is not None
    np.testing.assert_array_equal(found.cells, hog_cells(rgb)[0])
    _, plain = pipeline()
    assert plain.cells is None
    np.testing.assert_array_equal(plain.parts[0].values, pixel_vectors(IMAGE[None])[0])
    np.testing.assert_array_equal(plain.image, IMAGE)


def test_only_softmax_has_probabilities() -> None:
    _, found = pipeline(task_on(images(), model="svm"))
    assert found.before.probabilities is None


def test_a_classifier_that_diverged_has_no_weights() -> None:
    with pytest.raises(UntrainableError, match="diverged"):
        next(pipeline_events(TASK, path(TASK, "diverged"), IMAGE, None, 0.1, 1))


def test_pictures_are_of_the_shape_of_the_data_sets() -> None:
    assert image_shape(task_on(images(shape=(8, 12, 1))).plan) == (8, 12, 1)
    with pytest.raises(UntrainableError) as refused:
        image_shape(task_on(points()).plan)
    assert refused.value.field == "dataset"


@pytest.mark.parametrize(
    ("optimizers", "field"),
    [([{"rule": "adam"}, {"rule": "adam"}], "optimizers"), ([{"rule": "random_search"}], "optimizers")],
)
def test_one_optimizer_with_a_gradient_trains_it(optimizers: list[dict[str, Any]], field: str) -> None:
    with pytest.raises(UntrainableError) as refused:
        learning_rate(request(optimizers=optimizers))
    assert refused.value.field == field
    assert learning_rate(request(optimizers=[{"rule": "adam", "learning_rate": 0.125}])) == 0.125


def test_labels_are_names_of_classes() -> None:
    assert [label_of(TASK.plan, name) for name in (None, "a", "c")] == [None, 0, 2]
    with pytest.raises(UntrainableError, match="no such class"):
        label_of(TASK.plan, "d")
