"""The evaluation of a classifier in training: its loss and its accuracies."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.protocol import Array


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The loss and the accuracies of a classifier at some weights.

    Attributes:
        loss: on all training examples, with regularization.
        train_accuracy, test_accuracy: the share of examples whose class has the highest score, from 0 to 1.
        test_scores: (M, classes).
    """

    loss: float
    train_accuracy: float
    test_accuracy: float
    test_scores: Array


@dataclass(frozen=True, eq=False)
class Evaluator:
    """A classifier with its training examples, and test examples that it is not trained on."""

    classifier: Classifier
    test: Examples

    def evaluate(self, weights: Array) -> Evaluation:
        """Evaluate the classifier at ``weights`` (d,)."""
        loss, right = 0.0, 0
        training = self.classifier.examples
        for part in training.parts(self.classifier.part_size):
            scores = self.classifier.network.scores(weights, part.inputs)
            loss += len(part) * self.classifier.score_loss(scores, part.labels)[0]
            right += _right(scores, part.labels)
        test_parts = self.test.parts(self.classifier.part_size)
        test_scores = np.concatenate([self.classifier.network.scores(weights, part.inputs) for part in test_parts])
        return Evaluation(
            loss / len(training) + self.classifier.penalty(weights),
            right / len(training),
            _right(test_scores, self.test.labels) / len(self.test),
            test_scores,
        )


def confusion(scores: Array, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """The confusion matrix (classes, classes): counts of examples by true class (row) and predicted class (column)."""
    classes = scores.shape[1]
    places = labels * classes + scores.argmax(axis=1)
    return np.bincount(places, minlength=classes**2).reshape(classes, classes)


def _right(scores: Array, labels: NDArray[np.int64]) -> int:
    return int(np.count_nonzero(scores.argmax(axis=1) == labels))
