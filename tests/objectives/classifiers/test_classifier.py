"""Losses of classifiers and their gradients (S1, S5, S7)."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from app.interruption import checkpoints
from app.objectives.classifiers import classifier as classifier_module
from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.models import MODELS
from tests.objectives.classifiers.examples import digits_task, some_weights

H = 1e-6


@pytest.mark.parametrize("model", MODELS)
def test_gradients_agree_with_central_differences(model: str) -> None:
    """The relative error is that of the gradient check. So few examples have no kink near the weights."""
    task = digits_task(model, 1e-2, "float64")
    whole = task.classifier
    few = Classifier(whole.network, whole.score_loss, whole.examples.some(slice(0, 30)), 1e-2, 8)
    weights = some_weights(task)
    gradient = few.gradient(weights)
    random = np.random.default_rng(1)
    for index in random.choice(weights.size, 60, replace=False):
        moved = weights.copy()
        moved[index] += H
        ahead = few.loss(moved)
        moved[index] -= 2 * H
        numeric = (ahead - few.loss(moved)) / (2 * H)
        scale = max(abs(numeric), abs(gradient[index]), 0.01 * np.abs(gradient).max())
        assert abs(numeric - gradient[index]) / scale < 1e-6


@pytest.mark.parametrize("model", MODELS)
def test_the_batches_of_an_epoch_make_up_the_whole(model: str) -> None:
    classifier = digits_task(model, 1e-3, "float64").classifier
    weights = some_weights(digits_task(model, 1e-3, "float64"))
    loss, gradient = classifier.loss_and_gradient(weights)
    assert classifier.loss(weights) == pytest.approx(loss, rel=1e-12)
    order = np.random.default_rng(0).permutation(classifier.count)
    batches = [classifier.batch_loss_and_gradient(weights, rows) for rows in np.split(order, [400, 1000])]
    shares = np.array([400, 600, classifier.count - 1000]) / classifier.count
    assert sum(s * of_batch for s, (of_batch, _) in zip(shares, batches, strict=True)) == pytest.approx(loss, rel=1e-10)
    mean = sum(s * by_batch for s, (_, by_batch) in zip(shares, batches, strict=True))
    np.testing.assert_allclose(mean, gradient, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("model", MODELS)
def test_large_minibatches_are_cut_as_all_examples_are(model: str) -> None:
    task = digits_task(model, 1e-3, "float64")
    classifier, weights = task.classifier, some_weights(task)
    rows = np.random.default_rng(2).permutation(classifier.count)[:100]
    whole_loss, whole_gradient = replace(classifier, max_at_once=100).batch_loss_and_gradient(weights, rows)
    met = 0

    def hook() -> None:
        nonlocal met
        met += 1

    loss, gradient = replace(classifier, max_at_once=30).batch_loss_and_gradient(weights, rows)
    assert loss == pytest.approx(whole_loss, rel=1e-12)
    np.testing.assert_allclose(gradient, whole_gradient, rtol=1e-8, atol=1e-12)
    with checkpoints(hook):
        replace(classifier, max_at_once=30).batch_loss_and_gradient(weights, rows)
    assert met >= 4 * len(classifier.network.layers)


def test_a_part_holds_fewer_examples_that_take_more_multiplications(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts of the digits stay the same for every model, so that their numbers do too."""
    assert {model: digits_task(model).classifier.part_size for model in MODELS} == {
        "softmax": 4096,
        "svm": 4096,
        "mlp": 4096,
        "convnet": 128,
    }
    single, double = (digits_task("mlp", 1e-4, precision).classifier for precision in ("float32", "float64"))
    products = single.network.products(single.examples.inputs[:1])
    monkeypatch.setattr(classifier_module, "PART_PRODUCTS", 100 * products)
    assert replace(single).part_size == 100
    assert replace(double).part_size == 50
    monkeypatch.setattr(classifier_module, "PART_PRODUCTS", 1)
    assert replace(single).part_size == 1


def test_softmax_has_the_optimum_of_scikit_learn() -> None:
    regularization = 1e-2
    task = digits_task("softmax", regularization, "float64")
    examples = task.classifier.examples
    strength = 1 / (regularization * len(examples))
    learned = LogisticRegression(C=strength, tol=1e-10, max_iter=10_000).fit(examples.inputs, examples.labels)
    weights = np.column_stack([learned.coef_, learned.intercept_]).ravel()
    assert np.abs(task.classifier.gradient(weights)).max() < 1e-5
    assert task.evaluate(weights).test_accuracy == pytest.approx(
        learned.score(task.test.inputs, task.test.labels), abs=1e-12
    )


def test_the_first_loss_is_that_of_guessing() -> None:
    softmax, svm = digits_task("softmax").classifier, digits_task("svm").classifier
    assert softmax.loss(np.zeros(softmax.dimensions, np.float32)) == pytest.approx(np.log(10), rel=1e-6)
    assert svm.loss(np.zeros(svm.dimensions, np.float32)) == pytest.approx(9)


def test_regularization_leaves_biases_alone() -> None:
    classifier = digits_task("mlp", 0.5).classifier
    weights = some_weights(digits_task("mlp", 0.5))
    free = Classifier(classifier.network, classifier.score_loss, classifier.examples, 0.0, classifier.max_at_once)
    biases = classifier.network.are_biases
    assert biases.sum() == 32 + 10
    squares = float(np.square(weights[~biases], dtype=np.float64).sum())
    assert classifier.loss(weights) - free.loss(weights) == pytest.approx(0.25 * squares, rel=1e-5)
    np.testing.assert_array_equal(classifier.gradient(weights)[biases], free.gradient(weights)[biases])


def test_a_report_says_how_often_it_is_right() -> None:
    task = digits_task("mlp")
    weights = some_weights(task)
    report = task.evaluate(weights)
    scores = task.classifier.network.scores(weights, task.test.inputs)
    assert report.loss == pytest.approx(task.classifier.loss(weights), rel=1e-6)
    assert report.test_accuracy == np.mean(scores.argmax(axis=1) == task.test.labels)
