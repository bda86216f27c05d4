"""Evaluations of classifiers."""

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.evaluation import Evaluator, confusion
from app.objectives.classifiers.losses import cross_entropy, hinge
from app.objectives.classifiers.network import perceptron

RANDOM = np.random.default_rng(0)
NETWORK = perceptron(6, 5, 4)
WEIGHTS = RANDOM.normal(size=NETWORK.dimensions)


def examples(count: int) -> Examples:
    return Examples(RANDOM.normal(size=(count, 6)), RANDOM.integers(0, 4, count))


TRAIN, TEST = examples(50), examples(23)


@pytest.mark.parametrize("loss", [cross_entropy, hinge])
@pytest.mark.parametrize("at_once", [1, 7, 50, 100])
def test_an_evaluation_is_the_loss_and_the_shares_that_are_right(loss: object, at_once: int) -> None:
    assert callable(loss)
    classifier = Classifier(NETWORK, loss, TRAIN, 0.5, at_once)
    found = Evaluator(classifier, TEST).evaluate(WEIGHTS)
    assert found.loss == pytest.approx(classifier.loss(WEIGHTS))
    scores = {id(part): NETWORK.scores(WEIGHTS, part.inputs) for part in (TRAIN, TEST)}
    assert found.train_accuracy == np.mean(scores[id(TRAIN)].argmax(axis=1) == TRAIN.labels)
    assert found.test_accuracy == np.mean(scores[id(TEST)].argmax(axis=1) == TEST.labels)
    np.testing.assert_allclose(found.test_scores, scores[id(TEST)])


def test_confusion_is_by_true_class_and_predicted_class() -> None:
    scores, labels = RANDOM.normal(size=(200, 4)), RANDOM.integers(0, 3, 200)
    expected = confusion_matrix(labels, scores.argmax(axis=1), labels=range(4))
    np.testing.assert_array_equal(confusion(scores, labels), expected)
