"""A comparison as a stream of lines: the same kind of classifier trained on each feature in turn (S12, S13)."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from app.engine.training import TrainingState
from app.json_lines import DONE, line
from app.requests.comparisons import ComparisonRequest
from app.requests.trainings import TrainingRequest
from app.runs.slices import Lane, lanes
from app.scheduling.slices import in_slices
from app.scheduling.turns import Turns
from app.training.defaults import planned
from app.training.optimizers import AnyTraining, trainings_of
from app.training.slow_features import ExtractionProgress
from app.training.task import TrainingPlan, TrainingTask
from app.training.task_cache import task_events


@dataclass(frozen=True)
class PlannedComparison:
    """A comparison with its defaults filled in, and the run and the training plan for each of its features."""

    comparison: ComparisonRequest
    runs: Sequence[tuple[TrainingRequest, TrainingPlan]]


def planned_comparison(comparison: ComparisonRequest) -> PlannedComparison:
    """Fill in the defaults of a comparison and check that it can be run.

    Raises:
        UnknownDatasetError, DatasetNotInstalledError: the data set is not available.
        FaultyTextError: the rule does not belong to the language.
        UntrainableError: a feature does not fit the data set, or is not installed.
    """
    runs = [planned(comparison.run_of(feature)) for feature in comparison.features]
    run, _ = runs[0]
    complete = {"epochs": run.epochs, "steps": run.steps, "optimizer": run.optimizers[0]}
    return PlannedComparison(comparison.model_copy(update=complete), runs)


async def comparison_lines(prepared: PlannedComparison, threads: Turns) -> AsyncGenerator[bytes]:
    """Yield the lines of a comparison: progress, and a result for each feature.

    Cancelling the consumer ends the work within one slice.
    """
    comparison = prepared.comparison
    yield line({"type": "comparison", "comparison": comparison.model_dump(exclude_none=True)})
    for feature, (run, plan) in zip(comparison.features, prepared.runs, strict=True):
        async with aclosing(task_events(plan)) as events:
            async for event in events:
                match event:
                    case ExtractionProgress():
                        yield _progress(feature, "extract", event.done, event.of)
                    case TrainingTask():
                        task = event
        (training,) = await threads.run(trainings_of, run, task)
        lane: Lane[TrainingState[Any]] = Lane(training, training.initial(), budget=1)
        async for done in in_slices(threads, lanes(lane)):
            for lane in done:
                yield _progress(feature, "train", lane.state.steps, training.steps)
        yield _result(feature, task, training, lane)
    yield DONE


def _progress(feature: str, stage: str, done: int, of: int) -> bytes:
    return line({"type": "progress", "feature": feature, "stage": stage, "done": done, "of": of})


def _result(feature: str, task: TrainingTask, training: AnyTraining, lane: Lane[TrainingState[Any]]) -> bytes:
    state = lane.state
    return line(
        {
            "type": "result",
            "feature": feature,
            "dimensions": task.features.train.shape[1],
            "weights": task.plan.network.dimensions,
            "reason": state.ended,
            "loss": state.evaluation and state.evaluation.loss,
            "train_accuracy": state.evaluation and state.evaluation.train_accuracy,
            "test_accuracy": state.evaluation and state.evaluation.test_accuracy,
            "chance": _chance(task),
            "seconds": {"extract": task.features.seconds, "train": state.seconds},
        }
    )


def _chance(task: TrainingTask) -> float:
    """The accuracy of always predicting the most frequent class of the test part."""
    labels: list[int] = task.plan.split.test.labels.tolist()
    return max(labels.count(label) for label in set(labels)) / len(labels)
