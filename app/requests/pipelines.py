"""The request for the pipeline of a picture."""

from typing import Annotated, Any

import orjson
from pydantic import Field, WithJsonSchema

from app.requests.base import Form
from app.requests.limits import AtMost
from app.requests.trainings import TrainingRequest

DEFAULT_RUN: dict[str, Any] = {
    "objective": {"kind": "classifier", "dataset": "patches", "feature": "hog+color", "model": "softmax"},
    "start": "zeros",
    "optimizers": [{"rule": "gradient_descent", "learning_rate": 0.01, "gradient": {"kind": "minibatch"}}],
}
"""The default run: a linear classifier of ten photographs by edges and colours."""


class PipelineRequest(Form):
    """The fields of the form besides the file."""

    run: Annotated[TrainingRequest, WithJsonSchema({"type": "string", "contentMediaType": "application/json"})] = Field(
        default_factory=lambda: TrainingRequest.model_validate(DEFAULT_RUN),
        description="JSON: a run on a classifier of images with one optimizer, as for `POST /api/runs`.",
        json_schema_extra={"default": orjson.dumps(DEFAULT_RUN).decode()},
    )
    label: str | None = Field(
        None, description="The class of which the picture is an example; by default the most probable one."
    )
    steps: Annotated[int, Field(ge=0), AtMost("max_pipeline_steps")] = Field(
        1,
        description="The number of steps from the trained weights; 0 only evaluates the picture.",
    )
