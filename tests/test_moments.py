"""The moments that the lab is meant to show, as numbers; each was simulated before it was built."""

import math
import statistics

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.config import DescentConfig, SearchConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.engine.gradient_sources import Noisy
from app.engine.randomness import generator
from app.engine.search_steppers import SearchStepper
from app.features.color import hue_histogram, joint_histogram
from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks
from app.language.printing import number_text
from app.objectives.catalogue import SURFACES
from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.planes.directions import Normalization, normalised
from app.objectives.classifiers.planes.grid import grid_losses
from app.objectives.classifiers.planes.plane import Double, Plane
from app.objectives.formulas import EXPRESSION_DOMAIN, expression_objective
from app.optimizers.searches import SEARCHES
from app.requests.trainings import TrainingRequest
from app.training.gradient_cloud import Cloud, cloud_events
from app.training.optimizers import TrainingLane, trainings_of
from app.training.task import TrainingTask, task_preparation, training_plan
from tests.engine.configs import columns, descent, whole
from tests.features.pictures import PICTURES
from tests.objectives.classifiers.examples import digits_task

BOWL = "x**2/2 + 50*y**2"
SADDLE = "x**2 - y**2 + 0.25*y**4"
BEALE = SURFACES["beale"].expression
BEALE_START = (0.75, 1.5)
ROSENBROCK_START = (-1.5, 2.0)


def path(
    expression: str, start: tuple[float, float], plan: DescentConfig, steps: int, seed: int = 0
) -> dict[str, list[float | None]]:
    objective = expression_objective(expression, EXPRESSION_DOMAIN)
    return columns(whole(DescentStepper(objective, plan, start, steps, seed, Stop()))[1])


def losses(expression: str, start: tuple[float, float], plan: DescentConfig, steps: int, seed: int = 0) -> list[float]:
    return [loss for loss in path(expression, start, plan, steps, seed)["loss"] if loss is not None]


def heavy_ball(rate: float, momentum: float) -> DescentConfig:
    plan = descent("momentum", rate)
    return DescentConfig(plan.program, rate, {"momentum": momentum})


@pytest.mark.parametrize(("rate", "end"), [(0.0199, 0.12), (0.02, 50.0), (0.0201, 2e4)])
def test_the_cliff_beyond_it_each_step_lands_farther_out(rate: float, end: float) -> None:
    assert losses(BOWL, (1.0, 1.0), descent("gradient_descent", rate), 300)[-1] == pytest.approx(end, rel=0.1)


@pytest.mark.parametrize(
    ("plan", "steps"),
    [
        (descent("gradient_descent", 2 / 101), 346),
        (heavy_ball(0.0330579, 0.669421), 58),
        (heavy_ball(0.01, 0.9), 103),
    ],
    ids=["gradient descent", "best heavy ball", "momentum"],
)
def test_memory_cures_the_zigzag(plan: DescentConfig, steps: int) -> None:
    curve = losses(BOWL, (1.0, 1.0), plan, 400)
    assert next(step for step, loss in enumerate(curve) if loss <= 1e-6 * curve[0]) == steps


def test_without_memory_the_zigzag_flips_at_every_step() -> None:
    heights = np.array(path(BOWL, (1.0, 1.0), descent("gradient_descent", 2 / 101), 300)["y"], float)
    assert (heights[1:] * heights[:-1] < 0).all()


@pytest.mark.parametrize(("rule", "rate"), [("gradient_descent", 0.05), ("momentum", 0.01), ("adam", 0.05)])
def test_the_slope_cannot_feel_the_way_off_a_saddle(rule: str, rate: float) -> None:
    assert losses(SADDLE, (1.5, 0.0), descent(rule, rate), 200)[-1] == pytest.approx(0.0, abs=1e-2)


def test_noise_finds_the_way_off_the_saddle() -> None:
    plan = descent("gradient_descent", 0.05, Noisy(0.1))
    escapes = []
    for seed in range(200):
        curve = losses(SADDLE, (1.5, 0.0), plan, 200, seed)
        assert curve[-1] == pytest.approx(-1.0, abs=0.05)
        escapes.append(next(step for step, loss in enumerate(curve) if loss < -0.5))
    assert 40 <= statistics.median(escapes) <= 60


@pytest.mark.parametrize("rule", ["gradient_descent", "momentum"])
def test_a_thousand_times_the_height_throws_off_what_reads_height(rule: str) -> None:
    plan = descent(rule, 0.01)
    assert len(path(f"1000*({BEALE})", BEALE_START, plan, 300)["x"]) < 10
    assert len(path(BEALE, BEALE_START, plan, 300)["x"]) == 301


@pytest.mark.parametrize(("scale", "most"), [(1000.0, 2e-9), (0.001, 2e-6)])
def test_adam_reads_direction_not_height(scale: float, most: float) -> None:
    plan = descent("adam", 0.3)
    plain, scaled = (
        np.array([path(text, BEALE_START, plan, 300)[axis] for axis in "xy"], float)
        for text in (BEALE, f"{number_text(scale)}*({BEALE})")
    )
    assert np.abs(plain - scaled).max() < most


def test_gradient_descent_hardly_leaves_on_a_thousandth_of_the_height() -> None:
    flat = path(f"0.001*({BEALE})", BEALE_START, descent("gradient_descent", 0.01), 300)
    assert abs(float(flat["x"][-1] or 0) - 0.75) + abs(float(flat["y"][-1] or 0) - 1.5) < 0.3


def test_luck_works_in_two_dimensions() -> None:
    """Moment 7; that it dies in 650 is in `tests/engine/test_training.py`."""
    surface = SURFACES["rosenbrock"]
    steps = losses(surface.expression, ROSENBROCK_START, descent("gradient_descent", 0.001), 1000)[-1]
    search = SearchConfig(SEARCHES["random_search"])
    guesses = [
        columns(whole(SearchStepper(surface.objective({}), search, ROSENBROCK_START, 1000, seed, Stop()))[1])["loss"][
            -1
        ]
        for seed in range(40)
    ]
    assert steps == pytest.approx(2.8, rel=0.05)
    assert statistics.median(loss for loss in guesses if loss is not None) < 0.1 < steps


def test_four_times_the_data_is_half_the_noise() -> None:
    """Moment 8: of the digits' softmax after ten steps of gradient descent."""
    classifier = digits_task("softmax").classifier
    weights = np.zeros(classifier.dimensions, np.float32)
    for _ in range(10):
        weights -= 0.5 * classifier.gradient(weights)
    sizes = (32, 64, 128)
    events = [event for size in sizes for event in cloud_events(classifier, weights, size, 0, 10)]
    clouds = [event for event in events if isinstance(event, Cloud)]
    noise = [cloud.noise * math.sqrt(size) for size, cloud in zip(sizes, clouds, strict=True)]
    assert noise == pytest.approx([2.97, 2.94, 2.93], rel=0.1)
    assert [cloud.cosine for cloud in clouds] == pytest.approx([0.39, 0.52, 0.65], abs=0.04)


def test_the_same_network_has_the_same_landscape_if_filters_are_normalised() -> None:
    """Moment 9 (Li et al. 2018, figure 2): ten times the first layer, a tenth of the second."""
    classifier, weights = trained_perceptron()
    rescaled = weights.copy()
    first, _, second = classifier.network.matrices(rescaled)
    first *= 10
    second[:, :-1] /= 10  # the products stay the same, so the biases of the scores do too
    scores = [classifier.network.scores(some, classifier.examples.inputs) for some in (weights, rescaled)]
    np.testing.assert_allclose(scores[0], scores[1], atol=1e-12)
    for seed in range(3):
        raw, other_raw = (edge_losses(classifier, some, "none", seed) for some in (weights, rescaled))
        assert (other_raw > 5 * raw).all()
        ours, other = (edge_losses(classifier, some, "filter", seed) for some in (weights, rescaled))
        np.testing.assert_allclose(ours, other, rtol=0.05)


def trained_perceptron() -> tuple[Classifier, Double]:
    """The digits' MLP of 32 hidden units after ten epochs, in double precision."""
    batches = {"rule": "gradient_descent", "learning_rate": 0.1, "gradient": {"kind": "minibatch", "size": 64}}
    objective = {"kind": "classifier", "model": "mlp", "regularization": 0.0}
    run = TrainingRequest.model_validate({"objective": objective, "optimizers": [batches]})
    *_, task = task_preparation(training_plan(run.objective))
    assert isinstance(task, TrainingTask)
    (training,) = trainings_of(run, task)
    lane = TrainingLane.at_start(training)
    while not lane.ended:
        lane, _ = lane.advanced()
    return task.task.classifier.exact(), lane.trajectory().weights[-1].astype(np.float64)


def edge_losses(classifier: Classifier, weights: Double, normalization: Normalization, seed: int) -> Double:
    """The losses along the edge of a random plane, at a tenth of its directions."""
    draws = [generator(seed, "plane", index).standard_normal(weights.size) for index in range(2)]
    directions = [normalised(draw, weights, classifier.network, normalization) for draw in draws]
    axis = np.linspace(-0.1, 0.1, 5)
    *_, losses = grid_losses(classifier, Plane(weights, np.stack(directions)), axis, axis)
    assert isinstance(losses, np.ndarray)
    return np.concatenate([losses[0], losses[-1], losses[:, 0], losses[:, -1]])


def test_colours_forget_places_and_edges_forget_light() -> None:
    """Moment 10: the similarity of a photograph to itself shuffled or at half the light, and to another one."""
    coffee, cat = PICTURES["coffee"], PICTURES["cat"]
    shuffled = np.random.default_rng(0).permutation(coffee.reshape(-1, 3)).reshape(coffee.shape)
    half = coffee // 2
    assert in_common(hues(coffee), hues(shuffled)) == pytest.approx(1.0)
    assert in_common(hues(coffee), hues(half)) == pytest.approx(0.99, abs=0.005)
    assert in_common(combinations(coffee), combinations(half)) == pytest.approx(0.23, abs=0.005)
    assert in_common(hues(coffee), hues(cat)) == pytest.approx(0.79, abs=0.005)
    assert in_common(combinations(coffee), combinations(cat)) == pytest.approx(0.27, abs=0.005)
    assert cosine(edges(coffee), edges(half)) == pytest.approx(0.98, abs=0.005)
    assert cosine(edges(coffee), edges(shuffled)) == pytest.approx(0.70, abs=0.01)


def hues(image: NDArray[np.uint8]) -> Double:
    """Shares of pixels by hue."""
    shares: Double = hue_histogram(image[None])[0] / image[..., 0].size
    return shares


def combinations(image: NDArray[np.uint8]) -> Double:
    """Shares of pixels by their red, green and blue, each in four parts."""
    shares: Double = joint_histogram(image[None], 4)[0].ravel() / image[..., 0].size
    return shares


def edges(image: NDArray[np.uint8]) -> Double:
    """The HOG cells, averaged over their normalised blocks, as a vector."""
    cells: Double = cells_of_blocks(block_descriptors(cell_histograms(image[None])))[0].ravel().astype(np.float64)
    return cells


def in_common(one: Double, other: Double) -> float:
    """Histogram intersection."""
    return float(np.minimum(one, other).sum())


def cosine(one: Double, other: Double) -> float:
    return float(one @ other / np.sqrt(one @ one * (other @ other)))
