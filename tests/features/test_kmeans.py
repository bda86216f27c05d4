"""k-means is Lloyd's, one iteration at a time (S11)."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from app.features.kmeans import distances, kmeans, nearest, sampled_start


def clouds(count: int, length: int, seed: int = 0) -> NDArray[np.float32]:
    """Points around twelve places."""
    random = np.random.default_rng(seed)
    places = 8 * random.standard_normal((12, length))
    return (places[random.integers(0, 12, count)] + random.standard_normal((count, length))).astype(np.float32)


def test_the_nearest_centre_is_the_nearest() -> None:
    points, centres = clouds(3000, 7), clouds(40, 7, seed=1)
    far = np.linalg.norm(points[:, None].astype(float) - centres[None], axis=-1)
    won = nearest(points, centres)
    np.testing.assert_array_equal(won.labels, far.argmin(axis=1))
    np.testing.assert_allclose(won.squares, far.min(axis=1) ** 2, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(distances(points, centres), far, rtol=1e-3, atol=1e-2)


def test_looks_are_those_of_scikit_learn() -> None:
    points = clouds(4000, 6)
    start = sampled_start(points, 30, np.random.default_rng(0))
    iterations = list(kmeans(points, start, 9))
    # scikit-learn's n-th iteration ends with the centres of our iteration n + 1.
    reference = KMeans(30, init=start, n_init=1, max_iter=8, tol=0, algorithm="lloyd").fit(points)
    np.testing.assert_allclose(iterations[-1].centres, reference.cluster_centers_, atol=1e-3)
    assert iterations[-1].inertia == pytest.approx(reference.inertia_ / len(points), rel=1e-4)


def test_inertia_falls_and_every_point_is_counted() -> None:
    points = clouds(2000, 5)
    iterations = list(kmeans(points, sampled_start(points, 20, np.random.default_rng(1)), 6))
    inertias = [iteration.inertia for iteration in iterations]
    assert inertias == sorted(inertias, reverse=True)
    assert all(iteration.counts().sum() == len(points) for iteration in iterations)


def test_a_centre_that_wins_nothing_starts_anew() -> None:
    points = clouds(500, 4)
    start = np.concatenate([points[:5], np.full((3, 4), 1e4, np.float32)])
    *_, last = kmeans(points, start, 4)
    assert np.abs(last.centres).max() < 100
    assert (last.counts() > 0).all()


def test_the_same_seed_gives_the_same_start_and_too_few_points_none() -> None:
    points = clouds(50, 3)
    start, again = (sampled_start(points, 9, np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(start, again)
    assert len(np.unique(start, axis=0)) == 9
    with pytest.raises(ValueError, match="larger sample"):
        sampled_start(points, 51, np.random.default_rng(5))
