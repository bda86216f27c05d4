"""The cost of a landscape, estimated before anything is trained, and what to request instead if it is too high."""

from dataclasses import dataclass
from math import isqrt

from app.instance import current_settings
from app.objectives.classifiers.losses import hinge
from app.objectives.classifiers.planes.deep_plane import multiplications
from app.objectives.classifiers.planes.grid import method_for
from app.requests.landscapes import ClassifierLandscapeRequest, HessianPlane
from app.training.inputs import input_length
from app.training.optimizers import MAX_EVALUATIONS
from app.training.task import TrainingPlan, UntrainableError

COUNT = 51
"""The samples along an axis chosen by the plane, if a request has time for them."""

PATIENT_COUNT = 25
"""The samples along such an axis if a request has no time for `COUNT` but the client agrees to wait longer."""

MIN_COUNT = 5
"""The minimum number of samples along an axis; with fewer a plane shows nothing."""

GRADIENTS = 80
"""The approximate number of gradients for the leading eigenvectors, each as long as ``PASSES`` losses."""

PASSES = 3
"""The passes of a gradient: forward, and backward to the weights and to the inputs."""

PATH_SHARE = 0.25
"""The share of the work that may be spent on the path."""


@dataclass(frozen=True)
class Counts:
    """The extent of a landscape's computation.

    Attributes:
        x, y: the numbers of samples along the axes.
        path_points: the maximum number of points of the path, at least 2.
        takes_long: whether it takes more work than a request has time for.
    """

    x: int
    y: int
    path_points: int
    takes_long: bool


def counts_of(specification: ClassifierLandscapeRequest, plan: TrainingPlan, max_work: int) -> Counts:
    """Choose the extent of a landscape: the requested samples and, for axes that the plane chooses, what time allows.

    The extent that fits into a request does not depend on how much more work is allowed.

    Args:
        plan: the plan of the run's objective.
        max_work: the maximum number of multiplications, `settings.max_plane_work` or more.

    Raises:
        UntrainableError: there is no such plane, or the landscape would take too long.
    """
    max_points, path_points = _affordable(specification, plan, max_work)
    if max_points < MIN_COUNT**2:
        raise UntrainableError("plane.kind", _too_heavy(specification))
    quick_points, quick_path_points = _affordable(specification, plan, current_settings().max_plane_work)
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
    return Counts(x, y, path_points if takes_long else quick_path_points, takes_long)


def _affordable(specification: ClassifierLandscapeRequest, plan: TrainingPlan, max_work: int) -> tuple[int, int]:
    """The affordable numbers of points of the plane and of the path."""
    network, score_loss = plan.network, plan.model.score_loss
    gradients = GRADIENTS if isinstance(specification.plane, HessianPlane) else 0
    if gradients and score_loss is hinge:
        raise UntrainableError(
            "plane.kind",
            "The hinge loss of an svm is piecewise linear: it has no curvature. Use random or pca instead.",
        )
    examples = len(plan.split.train.labels)
    inputs = input_length(plan.split, plan.specification.features)
    loss = examples * multiplications(network, inputs)
    point = examples * method_for(network, score_loss, inputs).multiplications
    left = max_work - gradients * PASSES * loss
    path_points = min(MAX_EVALUATIONS + 2, max(2, int(PATH_SHARE * left) // (2 * loss)))
    return (left - 2 * path_points * loss) // point, path_points


def _too_heavy(specification: ClassifierLandscapeRequest) -> str:
    if isinstance(specification.plane, HessianPlane):
        return "The Hessian of this classifier would take too long. Use random or pca, or fewer weights."
    return "The landscape of this classifier would take too long: it has too many weights or examples."
