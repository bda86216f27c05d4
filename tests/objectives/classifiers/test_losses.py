"""Losses of scores, against their definitions and difference quotients."""

import numpy as np
import pytest
from scipy.special import log_softmax
from scipy.special import softmax as reference

from app.objectives.classifiers.losses import ScoreLoss, cross_entropy, hinge, hinge_margins, softmax

SCORES = np.random.default_rng(0).normal(0, 2, (7, 4))
LABELS = np.array([0, 1, 2, 3, 0, 1, 2])


def test_the_cross_entropy_is_the_mean_of_minus_log_p() -> None:
    expected = -log_softmax(SCORES, axis=1)[np.arange(7), LABELS].mean()
    assert cross_entropy(SCORES, LABELS)[0] == pytest.approx(expected)
    assert cross_entropy(SCORES + 1000.0, LABELS)[0] == pytest.approx(expected)


def test_the_hinge_is_the_mean_of_margins_that_are_not_met() -> None:
    expected = 0.0
    for scores, label in zip(SCORES, LABELS, strict=True):
        expected += sum(max(0.0, scores[j] - scores[label] + 1.0) for j in range(4) if j != label)
    assert hinge(SCORES, LABELS)[0] == pytest.approx(expected / 7)


def test_margins_are_those_of_the_wrong_classes() -> None:
    margins = hinge_margins(np.array([[2.0, 1.0, 1.5], [0.0, 3.0, 4.0]]), np.array([0, 2]))
    np.testing.assert_allclose(margins, [[0.0, 0.0, 0.5], [0.0, 0.0, 0.0]])


@pytest.mark.parametrize("loss", [cross_entropy, hinge])
def test_gradients_agree_with_central_differences(loss: ScoreLoss) -> None:
    gradient = loss(SCORES, LABELS)[1]
    for place in np.ndindex(*SCORES.shape):
        step = np.zeros_like(SCORES)
        step[place] = 1e-6
        numeric = (loss(SCORES + step, LABELS)[0] - loss(SCORES - step, LABELS)[0]) / 2e-6
        assert gradient[place] == pytest.approx(numeric, abs=1e-8)


@pytest.mark.parametrize("loss", [cross_entropy, hinge])
def test_the_gradient_keeps_the_precision_of_the_scores_and_the_scores_stay(loss: ScoreLoss) -> None:
    scores = SCORES.astype(np.float32)
    assert loss(scores, LABELS)[1].dtype == np.float32
    np.testing.assert_array_equal(scores, SCORES.astype(np.float32))


def test_softmax_is_along_the_last_axis_and_does_not_overflow() -> None:
    scores = np.random.default_rng(1).normal(0, 3, (2, 3, 5))
    np.testing.assert_allclose(softmax(scores), reference(scores, axis=-1))
    np.testing.assert_allclose(softmax(scores + 1e4), reference(scores, axis=-1), rtol=1e-9)
