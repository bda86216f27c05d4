"""The gradient check of a classifier, as it is asked for and answered."""

from contextlib import aclosing
from http import HTTPStatus
from typing import Any

from anyio import fail_after
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.api.shapes import EvaluationsAnswer, SecondsAnswer, SweepAnswer
from app.api.training_problems import IN_A_RUN, training_problems
from app.gradient_checks.check import Verdict
from app.gradient_checks.classifiers import ClassifierCheck, checkable, classifier_check
from app.gradient_checks.verdicts import SENTENCES, Reason
from app.http.problems import ProblemError
from app.http.routing import json_answer
from app.instance import current_settings
from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.network import LayerKind, place_of
from app.requests.gradient_checks import ClassifierCheckRequest
from app.scheduling.threads import array_threads
from app.training.task import TrainingPlan, TrainingTask, training_plan
from app.training.task_cache import task_events

READING_SHARE = 0.5
"""The part of a request's time that the features may take; the rest is for the check."""


class WeightAnswer(BaseModel):
    """A weight that the numeric gradient moved."""

    index: int = Field(description="In the vector of all weights.")
    name: str = Field(description="Its place in words.")
    layer: int = Field(description="Which of the layers that learn, from 1.")
    kind: LayerKind
    filter: int = Field(description="Which filter or unit of the layer, from 0; of the scores, the class.")
    input: int | None = Field(description="Which input of the filter, from 0; null for its bias.")


class SwitchesAnswer(BaseModel):
    """A measured slope with kinks of the loss within h: how many decisions, over all examples, switch there."""

    dimension: int = Field(description="Its place in `dimensions`.")
    relu: int = Field(description="Units that go on or off.")
    pool: int = Field(description="Pools that take another pixel.")
    hinge: int = Field(description="Margins that are won or lost.")


class ClassifierSecondsAnswer(SecondsAnswer):
    """Seconds for the whole gradient: the numeric ones are estimated from the time of one loss."""

    loss: float = Field(description="One loss, measured.")


class ClassifierCheckAnswer(BaseModel):
    """Lists of slopes have an entry for each of `dimensions`; what is not a finite number is null."""

    seed: int
    h: float
    weights: int = Field(description="How many there are, d.")
    examples: int = Field(description="On how many training examples all this was computed, evenly spread.")
    training_examples: int = Field(description="How many there are.")
    dimensions: list[WeightAnswer] = Field(description="The weights that were moved, 32 at most.")
    analytic: list[float | None] = Field(description="Our slopes, by backpropagation.")
    numeric: list[float | None] = Field(description="Central differences of the loss.")
    relative_error: list[float | None] = Field(
        description="|a − n| / max(|a|, |n|, 0.01·maxⱼ|aⱼ|), j over all weights; 0 where all three are 0."
    )
    max_relative_error: float | None
    verdict: Verdict = Field(description="`pass` below 1e-6, `suspect` below 1e-2, else `fail`.")
    reason: Reason | None = Field(description="Why it did not pass.")
    sentence: str | None = Field(description="The reason in words.")
    kinks: list[SwitchesAnswer]
    sweep: list[SweepAnswer] = Field(description="Of the 8 dimensions that agree least.")
    evaluations: EvaluationsAnswer
    seconds: ClassifierSecondsAnswer
    ratio: float = Field(description="How many times as long the numeric way takes.")


async def classifier_check_answer(request: ClassifierCheckRequest) -> Response:
    """The answer to a request; cancelled, it stops after the piece of work that it is at.

    Raises:
        ProblemError: the classifier cannot be made, or its features take longer to read than a check may.
    """
    threads = array_threads()
    with training_problems(IN_A_RUN):
        plan = await threads.run(training_plan, request.objective)
    task = await _task(plan)
    classifier = await threads.run(checkable, task.task.classifier)
    events = classifier_check(classifier, request.seed, request.h)
    while (check := await threads.run(next, events)) is None:
        pass
    described = _described(check, classifier)
    count = task.task.classifier.count
    return json_answer({"seed": request.seed, "h": request.h, "training_examples": count, **described})


async def _task(plan: TrainingPlan) -> TrainingTask:
    try:
        with fail_after(READING_SHARE * current_settings().request_seconds):
            async with aclosing(task_events(plan)) as events:
                return await anext(event async for event in events if isinstance(event, TrainingTask))
    except TimeoutError as error:
        raise ProblemError(
            HTTPStatus.CONFLICT,
            "Its features are still being read. Ask again soon, or train this classifier first: what a training reads "
            "is kept.",
        ) from error


def _described(study: ClassifierCheck, classifier: Classifier) -> dict[str, Any]:
    check = study.check
    places = [place_of(classifier.network, index) for index in study.dimensions.tolist()]
    numeric, analytic = check.numeric_cost, check.analytic_cost
    return {
        "weights": classifier.dimensions,
        "examples": classifier.count,
        "dimensions": [WeightAnswer.model_validate(place, from_attributes=True).model_dump() for place in places],
        "analytic": check.analytic,
        "numeric": check.numeric,
        "relative_error": check.relative_error,
        "max_relative_error": check.max_relative_error,
        "verdict": check.verdict,
        "reason": study.reason,
        "sentence": study.reason and SENTENCES[study.reason],
        "kinks": study.switches,
        "sweep": study.sweep,
        "evaluations": {"numeric": numeric.evaluations, "analytic": analytic.evaluations},
        "seconds": {"numeric": numeric.seconds, "analytic": analytic.seconds, "loss": study.loss_seconds},
        "ratio": numeric.seconds / analytic.seconds,
    }
