"""Training classifiers: the time, the accuracy, and the effect on other visitors."""

import io
import json
import os
import statistics
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx

from app.datasets.cifar10 import read_archive
from app.objectives.classifiers.evaluation import Evaluation
from app.requests.classifiers import ClassifierSpecification, Model
from app.requests.optimizers import optimizer_on_a_classifier
from app.requests.trainings import TrainingRequest
from app.training.optimizers import trainings_of
from app.training.task import TrainingPlan, TrainingTask, task_preparation, training_plan, training_plan_on
from benchmarks.measurement import Measurement, milliseconds, seconds
from tests.servers import Server

SECONDS = 6

CASES: tuple[tuple[Model, str, float, str, str], ...] = (
    ("softmax", "gradient_descent", 0.1, "≤ 500 ms", "≥ 0.93"),
    ("mlp", "momentum", 0.05, "", "≥ 0.96"),
    ("convnet", "momentum", 0.05, "≤ 30 s", "≥ 0.97"),
)
"""The model, rule and learning rate of each case, and the promised time and accuracy."""


def measurements() -> Iterator[Measurement]:
    """Measure ten epochs on digits with minibatches of 64 on one core; then CIFAR-10's features if an archive is
    named."""
    for model, rule, rate, most, least in CASES:
        specification = _run("digits", "pixels", model, rule, rate)
        took, evaluation = _trained(specification, training_plan(specification.objective))
        yield Measurement(f"training {model} on digits, 10 epochs", milliseconds(took), most)
        yield Measurement("its accuracy on test examples", f"{evaluation.test_accuracy:.3f}", least)
    archive = os.environ.get("SLOPELAB_CIFAR10")
    if archive is None:
        yield Measurement("features of CIFAR-10: set SLOPELAB_CIFAR10", "–", "pixels < HOG < HOG + colour < words")
        return
    split = read_archive(io.BytesIO(Path(archive).read_bytes()), lambda _: None)
    for feature, promised in (("pixels", ""), ("hog", "more"), ("hog+color", "more, ≥ 0.45"), ("words", "more")):
        specification = _run("cifar10", feature, "softmax", "momentum", 0.001)
        _, evaluation = _trained(specification, training_plan_on(split, specification.objective))
        yield Measurement(f"softmax on CIFAR-10's {feature}", f"{evaluation.test_accuracy:.3f}", promised)


def crowd(server: Server) -> Iterator[Measurement]:
    """Measure a server on which two visitors train convolutional networks at once."""
    frames = [0, 0]
    over = threading.Event()
    visitors = [threading.Thread(target=_follow, args=(server, frames, visitor, over)) for visitor in range(2)]
    for visitor in visitors:
        visitor.start()
    with httpx.Client(base_url=server.address, timeout=30) as client:
        while not all(frames):
            time.sleep(0.05)
        began, before = time.perf_counter(), list(frames)
        times = []
        while time.perf_counter() - began < SECONDS:
            times.append(seconds(partial(client.get, "/api/health")))
            time.sleep(0.02)
        rates = [(now - then) / SECONDS for now, then in zip(frames, before, strict=True)]
    over.set()
    for visitor in visitors:
        visitor.join()
    p95 = statistics.quantiles(times, n=20)[-1]
    yield Measurement("p95 of /api/health while two ConvNets train", milliseconds(p95), "≤ 50 ms")
    yield Measurement("frames a second, the slower of the two", f"{min(rates):.0f}", "≥ 10")


def _follow(server: Server, frames: list[int], visitor: int, over: threading.Event) -> None:
    run = _run("digits", "pixels", "convnet", "momentum", 0.05, seed=visitor, epochs=1000).as_json()
    with httpx.stream("POST", f"{server.address}/api/runs", json=run, timeout=30) as response:
        for line in response.iter_lines():
            if json.loads(line)["type"] == "frame":
                frames[visitor] += 1
            if over.is_set():
                return


def _run(
    dataset: str, feature: str, model: Model, rule: str, rate: float, seed: int = 0, epochs: int = 10
) -> TrainingRequest:
    optimizer = optimizer_on_a_classifier(rule=rule, learning_rate=rate, gradient={"kind": "minibatch", "size": 64})
    objective = ClassifierSpecification(kind="classifier", dataset=dataset, feature=feature, model=model)
    return TrainingRequest(objective=objective, seed=seed, epochs=epochs, optimizers=[optimizer])


def _trained(run: TrainingRequest, plan: TrainingPlan) -> tuple[float, Evaluation]:
    """Train, and return the seconds on one core, including evaluations, and the final evaluation."""
    *_, task = task_preparation(plan)
    assert isinstance(task, TrainingTask)
    (training,) = trainings_of(run, task)
    state = training.initial()
    began = time.process_time()
    while state.ended is None:
        state, _ = training.advance(state, 1000)
    took = time.process_time() - began
    assert state.evaluation is not None
    return took, state.evaluation
