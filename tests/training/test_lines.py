"""The lines that report a classifier's training."""

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from app.engine.steppers import Frame
from app.engine.training import TrainingState
from app.requests.trainings import TrainingRequest
from app.training.drawings import boundary
from app.training.gradient_cloud import Cloud, cloud_events
from app.training.lines import (
    SAMPLES,
    classifier_line,
    end_line,
    evaluation_lines,
    progress_line,
    run_line,
    sample_indices,
    training_frame_line,
)
from app.training.optimizers import TrainingLane, trainings_of
from app.training.slow_features import ExtractionProgress
from app.training.task import TrainingTask
from tests.data_folders import use_settings
from tests.training.tasks import BATCHES, images, points, request, task_on


@pytest.mark.parametrize("count", [1, 2, 11, 12, 13, 360])
def test_each_test_example_is_followed_once_at_most(count: int) -> None:
    indices = sample_indices(count)
    assert len(indices) == len(set(indices)) == min(SAMPLES, count)
    assert indices == sorted(indices)
    assert indices[-1] < count


def test_they_are_spread() -> None:
    assert sample_indices(360) == list(range(0, 360, 30))


def read(lines: Iterable[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines if line]


TASK = task_on(images())
RUN = request(steps=20, start="zeros", optimizers=[BATCHES])
(TRAINING,) = trainings_of(RUN, TASK)


def trained(task: TrainingTask, training: Any) -> TrainingState[Any]:
    lane = TrainingLane.at_start(training)
    while not lane.ended:
        lane, _ = lane.advanced()
    assert isinstance(task, TrainingTask)
    return lane.state


STATE = trained(TASK, TRAINING)


def test_a_classifier_is_described_with_the_examples_that_are_followed() -> None:
    (told,) = read([classifier_line(TASK, [TRAINING])])
    assert (told["weights"], told["inputs"], told["train"], told["test"]) == (579, 192, 30, 15)
    assert (told["classes"], told["points"]) == (["a", "b", "c"], None)
    assert told["optimizers"] == [{"steps": 20, "steps_per_epoch": 4}]
    assert [sample["index"] for sample in told["samples"]] == sample_indices(15)
    for sample in told["samples"]:
        assert sample["label"] == images().test.labels[sample["index"]]
        assert sample["image"] == images().test.images[sample["index"]].tolist()


def test_points_are_told_by_their_coordinates() -> None:
    task = task_on(points())
    (told,) = read([classifier_line(task, trainings_of(request(steps=5), task))])
    train, test = points().train, points().test
    assert told["points"]["x"] == train.points[:, 0].round(4).tolist()
    assert told["points"]["y"] == train.points[:, 1].round(4).tolist()
    assert told["points"]["label"] == train.labels.tolist()
    assert told["samples"][1] == {"index": 1, "label": test.labels[1], "point": test.points[1].tolist()}


def test_progress_and_frames_are_told_as_they_are() -> None:
    assert read([progress_line(ExtractionProgress("words", 3, 9))]) == [
        {"type": "progress", "feature": "words", "done": 3, "of": 9}
    ]
    frame = Frame(7, {"loss": [1.0, float("nan")], "epoch": [0.5, 1.0]})
    assert read([training_frame_line(2, frame, 1.5)]) == [
        {"type": "frame", "optimizer": 2, "step": 7, "seconds": 1.5, "loss": [1.0, None], "epoch": [0.5, 1.0]}
    ]
    (told,) = read([run_line(RUN)])
    assert (told["type"], told["digest"], told["run"]) == ("run", RUN.digest(), RUN.as_json())


@pytest.mark.parametrize(("number", "pictured"), [(0, True), (1, False), (9, False), (10, True), (20, True)])
def test_every_tenth_evaluation_and_the_last_have_pictures(number: int, pictured: bool) -> None:
    going_on = dataclasses.replace(STATE, ended=None)
    types = [line["type"] for line in read(evaluation_lines(RUN, 3, number, TASK, TRAINING, going_on))]
    assert types == ["confusion", "samples", *(["weights", "cloud"] if pictured else [])]
    last = [line["type"] for line in read(evaluation_lines(RUN, 3, number, TASK, TRAINING, STATE))]
    assert last == ["confusion", "samples", "weights", "cloud"]


def test_an_evaluation_says_what_was_taken_for_what() -> None:
    lines = list(evaluation_lines(RUN, 3, 0, TASK, TRAINING, STATE))
    assert lines.count(b"") == 64
    judged, samples, weights, cloud = read(lines)
    assert {(line["optimizer"], line["step"]) for line in (judged, samples, weights, cloud)} == {(3, 20)}
    scores = TASK.task.classifier.network.scores(STATE.path.weights, TASK.features.test)
    counts = np.zeros((3, 3), int)
    np.add.at(counts, (images().test.labels, scores.argmax(axis=1)), 1)
    assert judged["counts"] == counts.tolist()
    followed = scores[sample_indices(15)].astype(float)
    np.testing.assert_allclose(samples["scores"], followed, atol=5.1e-5)
    powers = np.exp(followed)
    np.testing.assert_allclose(samples["probabilities"], powers / powers.sum(axis=1, keepdims=True), atol=6e-5)
    assert (weights["kind"], np.shape(weights["values"])) == ("images", (3, 8, 8, 3))
    assert (cloud["size"], len(cloud["along"])) == (8, 64)
    *_, expected = cloud_events(TASK.task.classifier, STATE.path.weights, 8, 0, 20)
    assert isinstance(expected, Cloud)
    np.testing.assert_allclose(cloud["along"], expected.along, atol=5.1e-5)
    assert (cloud["noise"], cloud["cosine"]) == (expected.noise, expected.cosine)


def test_points_have_a_boundary_instead_of_pictures() -> None:
    task = task_on(points())
    run = request(steps=5)
    (training,) = trainings_of(run, task)
    state = trained(task, training)
    *_, plane, _ = read(evaluation_lines(run, 0, 0, task, training, state))
    drawn = boundary(task, state.path.weights)
    assert drawn is not None
    assert plane == {
        "type": "boundary",
        "x": drawn.x.tolist(),
        "y": drawn.y.tolist(),
        "labels": drawn.labels.tolist(),
        "optimizer": 0,
        "step": 5,
    }


def test_clouds_are_of_the_sizes_asked_for_or_of_its_own_within_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def sizes(run: TrainingRequest) -> list[int]:
        (training,) = trainings_of(run, TASK)
        lines = read(evaluation_lines(run, 0, 0, TASK, training, STATE))
        return [line["size"] for line in lines if line["type"] == "cloud"]

    assert sizes(RUN) == [8]
    assert sizes(request(steps=20, clouds=[4, 2])) == [4, 2]
    assert sizes(request(steps=20, optimizers=[{"rule": "adam"}])) == []
    use_settings(monkeypatch, max_cloud_size=8)
    assert sizes(RUN) == [8]
    use_settings(monkeypatch, max_cloud_size=7)
    assert sizes(RUN) == []


def test_the_end_says_why_and_with_what_result() -> None:
    (told,) = read([end_line(2, TRAINING, STATE)])
    assert STATE.evaluation is not None
    assert told == {
        "type": "end",
        "optimizer": 2,
        "reason": "steps",
        "not_finite": None,
        "steps": 20,
        "loss": STATE.evaluation.loss,
        "best_loss": STATE.best_loss,
        "train_accuracy": STATE.evaluation.train_accuracy,
        "test_accuracy": STATE.evaluation.test_accuracy,
        "loss_evaluations": 0,
        "gradient_evaluations": 20,
    }
    (diverged,) = read([end_line(0, TRAINING, dataclasses.replace(STATE, evaluation=None, ended="diverged"))])
    assert (diverged["reason"], diverged["loss"], diverged["test_accuracy"]) == ("diverged", None, None)
