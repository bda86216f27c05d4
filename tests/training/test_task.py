"""From a specification to a classifier that can be trained."""

import numpy as np
import pytest

from app.requests.classifiers import ClassifierSpecification
from app.training import task as task_module
from app.training.task import TrainingTask, UntrainableError, training_plan, training_plan_on
from tests.data_folders import use_settings
from tests.training.tasks import images, points, task_on


def specification(**fields: object) -> ClassifierSpecification:
    return ClassifierSpecification.model_validate({"kind": "classifier", **fields})


@pytest.mark.parametrize(
    ("fields", "dimensions"),
    [
        ({"model": "softmax"}, 3 * 193),
        ({"model": "svm", "feature": "color"}, 3 * 37),
        ({"model": "mlp", "hidden": 5}, 5 * 193 + 3 * 6),
        ({"model": "convnet"}, 16 * 28 + 32 * 145 + 3 * (2 * 2 * 32 + 1)),
    ],
)
def test_the_network_fits_the_data(fields: dict[str, object], dimensions: int) -> None:
    assert training_plan_on(images(), specification(**fields)).network.dimensions == dimensions


def test_the_task_holds_the_examples_of_both_parts() -> None:
    task = task_on(images(), model="svm", regularization=0.25)
    classifier = task.task.classifier
    assert isinstance(task, TrainingTask)
    np.testing.assert_array_equal(classifier.examples.inputs, task.features.train)
    np.testing.assert_array_equal(task.task.test.inputs, task.features.test)
    np.testing.assert_array_equal(classifier.examples.labels, images().train.labels)
    np.testing.assert_array_equal(task.task.test.labels, images().test.labels)
    assert classifier.regularization == 0.25
    assert classifier.max_at_once == task.plan.model.max_at_once
    assert classifier.score_loss is task.plan.model.score_loss


def test_plans_of_the_same_classifier_have_the_same_key() -> None:
    first, same, other = (training_plan(specification(dataset="moons", hidden=hidden)) for hidden in (5, 5, 6))
    assert first.key == same.key != other.key
    assert len(first.split.train.labels) == 300


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"feature": "color"}, "feature"), ({"model": "convnet"}, "model"), ({"feature": "hog"}, "feature")],
)
def test_points_have_only_their_coordinates(fields: dict[str, object], field: str) -> None:
    with pytest.raises(UntrainableError) as refused:
        training_plan_on(points(), specification(dataset="some", **fields))
    assert refused.value.field == field
    assert "some" in refused.value.message
    assert training_plan_on(points(), specification(model="mlp")).network.dimensions == 32 * 3 + 3 * 33


def test_as_many_weights_as_allowed_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch, max_weights=579)
    assert training_plan_on(images(), specification()).network.dimensions == 579
    use_settings(monkeypatch, max_weights=578)
    with pytest.raises(UntrainableError, match="579 weights; the most that is trained is 578") as refused:
        training_plan_on(images(), specification())
    assert refused.value.field == "model"


def test_a_network_that_is_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_module, "cnn_installed", lambda: False)
    assert training_plan_on(images(), specification()).network.dimensions
    with pytest.raises(UntrainableError, match="extra"):
        training_plan_on(images(), specification(feature="hog+cnn"))
