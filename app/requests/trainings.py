"""The specification of a run on a classifier: everything on which its numbers depend."""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from app.instance import current_settings
from app.requests.base import Strict, digest_of
from app.requests.classifiers import ClassifierSpecification
from app.requests.limits import AtMost, MaxEntries, Seed
from app.requests.optimizers import ClassifierOptimizerSpecification
from app.requests.runs import StopSpecification

CloudSize = Annotated[int, Field(ge=1), AtMost("max_cloud_size")]


def default_epochs() -> int:
    """The default number of epochs, within the limit of epochs."""
    return min(10, current_settings().max_epochs)


class TrainingLength(Strict):
    """The length of the training of a classifier's optimizers."""

    epochs: Annotated[int, Field(ge=1), AtMost("max_epochs")] | None = Field(
        None,
        description="The number of times each optimizer reads all examples; by default 10 times, or as often as the "
        "limits allow, unless there are `steps`.",
    )
    steps: Annotated[int, Field(ge=1), AtMost("max_training_steps")] | None = Field(
        None, description="The number of steps of each optimizer, instead of epochs."
    )

    @field_validator("steps")
    @classmethod
    def _is_the_only_length(cls, steps: int | None, info: ValidationInfo) -> int | None:
        if steps is not None and info.data.get("epochs") is not None:
            raise ValueError("Needs epochs or steps, not both.")
        return steps


class TrainingRequest(TrainingLength):
    """A run on a classifier, from one start and with one seed. The same specification gives the same numbers."""

    objective: ClassifierSpecification
    start: Literal["zeros"] | None = Field(
        None, description="The common start: `zeros`, or null for random weights drawn with the seed."
    )
    seed: Seed = Field(0, description="The seed of every random number of the run.")
    optimizers: Annotated[list[ClassifierOptimizerSpecification], Field(min_length=1), MaxEntries("max_optimizers")]
    stop: StopSpecification = StopSpecification()
    clouds: Annotated[list[CloudSize], Field(min_length=1), MaxEntries("max_clouds")] | None = Field(
        None,
        description="Sizes of minibatches whose gradients are shown around the true one, for every optimizer; "
        "null shows those of its own minibatches, if it has any and they are within the limit.",
    )

    @field_validator("clouds")
    @classmethod
    def _are_different_sizes(cls, clouds: list[int] | None) -> list[int] | None:
        if clouds is not None and len(set(clouds)) < len(clouds):
            raise ValueError("Each size can be had once.")
        return clouds

    def normalised(self) -> "TrainingRequest":
        """The same run with all defaults written out."""
        return self if self.steps or self.epochs else self.model_copy(update={"epochs": default_epochs()})

    def digest(self) -> str:
        """A name for the numbers of the run: equal for runs that differ only in fields that do not affect them."""
        return digest_of(self.normalised().model_dump(exclude={"clouds": True, "optimizers": {"__all__": {"label"}}}))

    def alone(self, optimizer: int) -> "TrainingRequest":
        """Return the run of one of the optimizers alone; its numbers do not depend on the others."""
        return self.normalised().model_copy(update={"optimizers": [self.optimizers[optimizer]]})

    def optimizer_digest(self, optimizer: int) -> str:
        """A name for the numbers of one optimizer, independent of the others."""
        return self.alone(optimizer).digest()

    def as_json(self) -> dict[str, Any]:
        """The run as JSON that can be posted again."""
        return self.normalised().model_dump(exclude_none=True)
