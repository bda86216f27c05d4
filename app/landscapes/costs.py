"""What a landscape costs, found out before anything is trained, and what to ask for instead of too much."""

from dataclasses import dataclass
from math import isqrt

from app.instance import current_settings
from app.objectives.classifiers.losses import hinge
from app.objectives.classifiers.planes.deep_plane import multiplications
from app.objectives.classifiers.planes.grid import way_of
from app.requests.landscapes import ClassifierLandscapeRequest, HessianPlane
from app.training.inputs import input_length
from app.training.optimizers import MAX_EVALUATIONS
from app.training.task import TrainingPlan, UntrainableError

COUNT = 51
"""Samples along an axis that the plane chooses, if a request has time for them."""

PATIENT_COUNT = 25
"""Samples of it, if a request has no time for as many, but whoever asks has."""

FEWEST = 5
"""A plane of fewer samples a side shows nothing."""

GRADIENTS = 80
"""How many gradients the leading eigenvectors take about, each as long as ``PASSES`` losses."""

PASSES = 3
"""Forward, and back to the weights and to the inputs."""

PATH_SHARE = 0.25
"""Of all that may be spent, how much on the path."""


@dataclass(frozen=True)
class Counts:
    """What is computed of a landscape.

    Attributes:
        x, y: samples along the axes.
        looks: most points of the path, at least 2.
        takes_long: whether it takes more work than a request has time for.
    """

    x: int
    y: int
    looks: int
    takes_long: bool


def counts_of(specification: ClassifierLandscapeRequest, plan: TrainingPlan, max_work: int) -> Counts:
    """How much of a landscape can be had: what is asked for, and of what is left to the plane as much as there is time.

    What a request has time for is the same, however much work more there may be.

    Args:
        plan: that of the run's objective.
        max_work: how many multiplications it may take, `settings.max_plane_work` or more.

    Raises:
        UntrainableError: there is no such plane, or the landscape would take too long.
    """
    max_points, looks = _affordable(specification, plan, max_work)
    if max_points < FEWEST**2:
        raise UntrainableError("plane.kind", _too_heavy(specification))
    quick_points, quick_looks = _affordable(specification, plan, current_settings().max_plane_work)
    chosen = max(min(COUNT, isqrt(max(0, quick_points))), min(PATIENT_COUNT, isqrt(max_points)))
    chosen -= 1 - chosen % 2
    x, y = (chosen if axis is None else axis.count for axis in (specification.x, specification.y))
    if x * y > max_points:
        side = isqrt(max_points)
        raise UntrainableError(
            "x.count",
            f"{x} × {y} points of this classifier would take too long; at most {max_points:,} can be had, as in "
            f"{side} × {side}.",
        )
    takes_long = x * y > quick_points
    return Counts(x, y, looks if takes_long else quick_looks, takes_long)


def _affordable(specification: ClassifierLandscapeRequest, plan: TrainingPlan, max_work: int) -> tuple[int, int]:
    """How many points of the plane can be had, and how many of the path."""
    network, score_loss = plan.network, plan.model.score_loss
    gradients = GRADIENTS if isinstance(specification.plane, HessianPlane) else 0
    if gradients and score_loss is hinge:
        raise UntrainableError(
            "plane.kind", "The hinge of an svm is made of flat pieces: it bends nowhere. Use random or pca instead."
        )
    examples = len(plan.split.train.labels)
    inputs = input_length(plan.split, plan.specification.features)
    loss = examples * multiplications(network, inputs)
    point = examples * way_of(network, score_loss, inputs).multiplications
    left = max_work - gradients * PASSES * loss
    looks = min(MAX_EVALUATIONS + 2, max(2, int(PATH_SHARE * left) // (2 * loss)))
    return (left - 2 * looks * loss) // point, looks


def _too_heavy(specification: ClassifierLandscapeRequest) -> str:
    if isinstance(specification.plane, HessianPlane):
        return "The Hessian of this classifier would take too long. Use random or pca, or fewer weights."
    return "The landscape of this classifier would take too long: it has too many weights or examples."
