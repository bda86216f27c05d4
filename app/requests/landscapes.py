"""The requests for landscapes: of an objective, or on a plane through trained weights."""

from typing import Annotated, Literal

from pydantic import Field

from app.objectives.classifiers.planes.directions import Normalization
from app.requests.axes import Axis
from app.requests.base import Strict, digest_of
from app.requests.limits import Seed
from app.requests.objectives import ObjectiveSpecification
from app.requests.trainings import TrainingRequest


class RandomPlane(Strict):
    """A plane along two random directions, scaled like the weights."""

    kind: Literal["random"]
    normalization: Normalization = Field(
        "filter",
        description="The parts of a direction scaled like the same parts of the weights: each `filter` (a row of a "
        "layer's weights, bias included), each `layer`, or `none`.",
    )
    seed: Seed = Field(0, description="The seed of the directions.")


class PrincipalPlane(Strict):
    """A plane along the two principal directions of the optimizer's path."""

    kind: Literal["pca"]


class HessianPlane(Strict):
    """A plane along the two directions in which the loss has the largest curvature."""

    kind: Literal["hessian"]


AnyPlane = Annotated[RandomPlane | PrincipalPlane | HessianPlane, Field(discriminator="kind")]


class ClassifierLandscapeRequest(Strict):
    """The loss of a trained classifier on a plane through its final weights."""

    run: TrainingRequest
    optimizer: int = Field(0, ge=0, description="The index in the run of the optimizer with the final weights.")
    plane: AnyPlane
    x: Axis | None = Field(
        None,
        description="The axis along the first direction. Null lets the plane choose: -1 to 1 for random directions, "
        "otherwise the whole path; 51 samples, fewer if they would take too long.",
    )
    y: Axis | None = Field(None, description="The axis along the second direction.")

    def digest(self) -> str:
        """A name for the numbers of the landscape, independent of the optimizer's position in its run."""
        own = self.model_dump(include={"plane", "x", "y"})
        return digest_of({**own, "run": self.run.optimizer_digest(self.optimizer)})


class LandscapeRequest(Strict):
    """A grid over which to compute an objective's loss."""

    objective: ObjectiveSpecification
    x: Axis
    y: Axis
