"""Classifiers as requests name them."""

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from app.features.catalogue import FEATURES
from app.instance import current_settings
from app.requests.base import Strict
from app.requests.limits import AtMost, default_from

Model = Literal["softmax", "svm", "mlp", "convnet"]
MAX_REGULARIZATION = 10.0
HiddenUnits = Annotated[int, Field(ge=1), AtMost("max_hidden")]


def default_hidden() -> int:
    """The default number of units of a hidden layer."""
    return min(32, current_settings().max_hidden)


class ClassifierSpecification(Strict):
    """A classifier: its data set, its features, and its model."""

    kind: Literal["classifier"]
    dataset: str = Field(
        "digits", pattern="^[a-z0-9-]{1,40}$", description="The id of a data set, as `GET /api/datasets` lists them."
    )
    feature: str = Field(
        "pixels",
        max_length=40,
        description="The features: `pixels`, `color`, `hog`, `words` or `cnn`, or several joined by `+`. "
        "Points of the plane have only `pixels`: their coordinates.",
    )
    model: Model = Field(
        "softmax",
        description="`softmax` and `svm` have one template for each class, `mlp` has a hidden layer, `convnet` two "
        "convolutions, for which the feature is `pixels`.",
    )
    regularization: float = Field(
        1e-4,
        ge=0.0,
        le=MAX_REGULARIZATION,
        description="λ: ½·λ·Σw² is added to the loss, over all weights but the biases.",
    )
    hidden: HiddenUnits = default_from(
        default_hidden,
        description="The number of units in the hidden layer of an `mlp`.",
    )

    @field_validator("feature")
    @classmethod
    def _are_features(cls, feature: str) -> str:
        parts = feature.split("+")
        if not set(parts) <= set(FEATURES) or len(set(parts)) < len(parts):
            raise ValueError(f"Must be one of {', '.join(FEATURES)}, or several of them joined by +.")
        return "+".join(sorted(parts, key=list(FEATURES).index))

    @model_validator(mode="after")
    def _a_network_sees_pixels(self) -> "ClassifierSpecification":
        if self.model == "convnet" and self.feature != "pixels":
            raise ValueError("A convnet learns features of its own: its feature must be pixels.")
        return self

    @property
    def features(self) -> tuple[str, ...]:
        """The features, separated."""
        return tuple(self.feature.split("+"))
