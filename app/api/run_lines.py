"""The lines of runs, as the schema documents them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, RootModel

from app.engine.endings import Reason
from app.http.line_stream import DoneLine, ErrorLine

Numbers = list[float | None]


class RunLine(BaseModel):
    """The first line of a run."""

    type: Literal["run"]
    digest: str = Field(description="A name for the numbers of the run.")
    run: dict[str, Any] = Field(description="The run with every default filled in, as it can be posted again.")


class FrameLine(BaseModel):
    """Consecutive entries of an optimizer's path: columns of equal length; a number that is not finite is null."""

    type: Literal["frame"]
    optimizer: int = Field(description="The optimizer's place in the run.")
    step: int = Field(description="The index of the first entry; 0 is the start.")
    loss: Numbers
    gradient_norm: Numbers = Field(description="Null for searches.")
    x: Numbers | None = Field(None, description="Of a run on a surface.")
    y: Numbers | None = None
    tried_x: Numbers | None = Field(None, description="The guesses of a search.")
    tried_y: Numbers | None = None
    tried_loss: Numbers | None = Field(None, description="The loss of the guesses of a search on a classifier.")
    epoch: Numbers | None = Field(None, description="Of a run on a classifier, as are all further columns.")
    batch_loss: Numbers | None = Field(None, description="The loss on the minibatch.")
    train_accuracy: Numbers | None = Field(None, description="Null except at evaluations.")
    test_accuracy: Numbers | None = None
    seconds: float | None = Field(None, description="Processor time of all steps up to the last of these.")


class EndLine(BaseModel):
    """How an optimizer ended."""

    type: Literal["end"]
    optimizer: int
    reason: Reason
    not_finite: str | None = Field(description="Which number was no longer finite when it diverged; else null.")
    steps: int
    loss: float | None
    best_loss: float | None
    loss_evaluations: int
    gradient_evaluations: int
    x: float | None = Field(None, description="Of a run on a surface.")
    y: float | None = None
    train_accuracy: float | None = Field(None, description="Of a run on a classifier.")
    test_accuracy: float | None = None


class ExtractionLine(BaseModel):
    """Progress in computing a feature of a classifier's examples."""

    type: Literal["progress"]
    feature: str
    done: int
    of: int


class SampleExample(BaseModel):
    """A test example whose scores are reported."""

    index: int
    label: int
    image: list[list[list[int]]] | None = Field(None, description="Levels by row, column and channel.")
    point: list[float] | None = Field(None, description="Of a data set in the plane.")


class TrainingPoints(BaseModel):
    """The training examples of a data set in the plane."""

    x: list[float]
    y: list[float]
    label: list[int]


class PlannedOptimizer(BaseModel):
    """How far an optimizer goes."""

    steps: int
    steps_per_epoch: int


class ClassifierLine(BaseModel):
    """The classifier that is trained."""

    type: Literal["classifier"]
    weights: int = Field(description="The number of weights.")
    inputs: int
    classes: list[str]
    train: int = Field(description="The number of training examples.")
    test: int = Field(description="The number of test examples.")
    samples: list[SampleExample]
    points: TrainingPoints | None
    optimizers: list[PlannedOptimizer]


class ConfusionLine(BaseModel):
    """Test examples by class (row) and predicted class (column), at an evaluation."""

    type: Literal["confusion"]
    optimizer: int
    step: int
    counts: list[list[int]]


class SamplesLine(BaseModel):
    """Scores of the sample examples, at an evaluation."""

    type: Literal["samples"]
    optimizer: int
    step: int
    scores: list[Numbers]
    probabilities: list[Numbers]


class WeightsLine(BaseModel):
    """The filters of the first layer as pictures: levels from 1 to 255, 128 for a weight of 0."""

    type: Literal["weights"]
    optimizer: int
    step: int
    kind: Literal["images", "glyphs", "hues"]
    values: list[Any] = Field(description="A picture for each filter: nested lists of levels.")


class BoundaryLine(BaseModel):
    """The predicted class on a grid of the plane: `labels[j][i]` at `(x[i], y[j])`."""

    type: Literal["boundary"]
    optimizer: int
    step: int
    x: list[float]
    y: list[float]
    labels: list[list[int]]


class CloudLine(BaseModel):
    """Minibatch gradients on a plane in which the true gradient is (1, 0)."""

    type: Literal["cloud"]
    optimizer: int
    step: int
    size: int = Field(description="Of the minibatches.")
    gradient_norm: float | None
    along: Numbers
    across: Numbers
    noise: float | None
    cosine: float | None


class RunStreamLine(
    RootModel[
        Annotated[
            RunLine
            | FrameLine
            | EndLine
            | ExtractionLine
            | ClassifierLine
            | ConfusionLine
            | SamplesLine
            | WeightsLine
            | BoundaryLine
            | CloudLine
            | DoneLine
            | ErrorLine,
            Field(discriminator="type"),
        ]
    ]
):
    """A line of `POST /api/runs`."""
