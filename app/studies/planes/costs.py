"""What a landscape costs, found out before anything is trained, and what to ask for instead of too much."""

from dataclasses import dataclass
from math import isqrt

from app.objectives.classifiers.losses import hinge
from app.objectives.classifiers.planes.direct_plane import multiplications
from app.objectives.classifiers.planes.grid import way_of
from app.settings import settings
from app.studies.lessons import Plan, Unfit
from app.studies.planes.specification import HessianPlane, LandscapeSpecification
from app.studies.trainings import Length
from app.studies.vectors import input_length

COUNT = 51
"""Samples along an axis that the plane chooses, if that is not too much."""

FEWEST = 5
"""A plane of fewer samples a side shows nothing."""

GRADIENTS = 80
"""How many gradients the leading eigenvectors take about, each as long as ``PASSES`` losses."""

PASSES = 3


@dataclass(frozen=True)
class Cost:
    """How many multiplications a landscape takes, which is what the limit is in.

    Attributes:
        point: for one point of the grid.
        beside: for the path and the directions.
    """

    point: int
    beside: int

    @property
    def most_points(self) -> int:
        """The points that can be had."""
        return (settings.max_plane_work - self.beside) // self.point


def counts_of(specification: LandscapeSpecification, plan: Plan, length: Length) -> tuple[int, int]:
    """How many samples the axes have, those included that the plane chooses.

    Args:
        plan: that of the run's objective.
        length: that of the optimizer.

    Raises:
        Unfit: there is no such plane, or the landscape would take too long.
    """
    cost = _cost(specification, plan, length)
    if cost.most_points < FEWEST**2:
        raise Unfit("plane.kind", _too_heavy(specification))
    chosen = min(COUNT, isqrt(cost.most_points))
    chosen -= 1 - chosen % 2
    x, y = (chosen if axis is None else axis.count for axis in (specification.x, specification.y))
    if x * y > cost.most_points:
        side = isqrt(cost.most_points)
        raise Unfit(
            "x.count",
            f"{x} × {y} points of this classifier would take too long; at most {cost.most_points:,} can be had, as in "
            f"{side} × {side}.",
        )
    return x, y


def _cost(specification: LandscapeSpecification, plan: Plan, length: Length) -> Cost:
    network, score_loss = plan.network, plan.model.score_loss
    if isinstance(specification.plane, HessianPlane) and score_loss is hinge:
        raise Unfit(
            "plane.kind", "The hinge of an svm is made of flat pieces: it bends nowhere. Use random or pca instead."
        )
    looks = length.steps // length.looks.every + 2
    examples = len(plan.split.train.labels)
    inputs = input_length(plan.split, plan.specification.features)
    loss = examples * multiplications(network, inputs)
    gradients = GRADIENTS if isinstance(specification.plane, HessianPlane) else 0
    point = examples * way_of(network, score_loss, inputs).multiplications
    return Cost(point, loss * (2 * looks + PASSES * gradients))


def _too_heavy(specification: LandscapeSpecification) -> str:
    if isinstance(specification.plane, HessianPlane):
        return "The Hessian of this classifier would take too long. Use random or pca, or fewer weights."
    return "The landscape of this classifier would take too long: it has too many weights or examples."
