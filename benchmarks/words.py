"""Learning visual words, compared with scikit-learn.

It uses CIFAR-10's official binary archive, or a part of it, if the environment variable ``SLOPELAB_CIFAR10`` names one.
"""

import os
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans

from app.datasets.patches import patches
from app.features.codebook_learning import ITERATIONS, learning
from app.features.kmeans import kmeans, nearest, sampled_start
from app.features.whitened_patches import whitened_training
from benchmarks.measurement import Measurement

PATCHES = 100_000
WORDS = 1000
RECORD = 1 + 3 * 32 * 32


def measurements() -> Iterator[Measurement]:
    """Measure learning the default codebook, and k-means on a known data set."""
    yield Measurement("learning the default codebook", f"{_cpu_seconds(_default):.1f} s", "≤ 5 s")
    archive = os.environ.get("SLOPELAB_CIFAR10")
    if archive is None:
        yield Measurement("codebook of CIFAR-10: set SLOPELAB_CIFAR10", "–", "≤ 5 s at ≤ 28.5")
        return
    vectors = whitened_training(_training_images(Path(archive)), PATCHES, np.random.default_rng(0)).vectors
    found: list[NDArray[np.float32]] = []
    seconds = _cpu_seconds(lambda: found.append(_lloyd(vectors)))
    theirs: list[NDArray[np.float32]] = []
    reference = _cpu_seconds(lambda: theirs.append(_mini_batches(vectors)))
    yield Measurement(f"{WORDS} words of {PATCHES:,} CIFAR-10 patches", f"{seconds:.1f} s", "≤ 5 s")
    yield Measurement("their mean squared distance", f"{_distance(vectors, found[0]):.2f}", "≤ 28.5")
    yield Measurement("scikit-learn's MiniBatchKMeans", f"{reference:.1f} s")
    yield Measurement("its mean squared distance", f"{_distance(vectors, theirs[0]):.2f}")


def _default() -> None:
    for _ in learning(patches().train.images, "whitened", WORDS, 0):
        pass


def _lloyd(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    *_, last = kmeans(vectors, sampled_start(vectors, WORDS, np.random.default_rng(0)), ITERATIONS)
    return last.centres


def _mini_batches(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    learner = MiniBatchKMeans(WORDS, batch_size=4096, n_init=1, init="random", max_iter=8, random_state=0)
    centres: NDArray[np.float32] = learner.fit(vectors).cluster_centers_
    return centres


def _distance(vectors: NDArray[np.float32], centres: NDArray[np.float32]) -> float:
    return float(nearest(vectors, centres).squares.mean(dtype=np.float64))


def _training_images(archive: Path) -> NDArray[np.uint8]:
    """The images (N, 32, 32, 3) of the archive's training batches."""
    batches = []
    with tarfile.open(archive) as files:
        for member in files:
            content = files.extractfile(member)
            if "data_batch" in member.name and content is not None:
                batches.append(np.frombuffer(content.read(), np.uint8).reshape(-1, RECORD)[:, 1:])
    return np.ascontiguousarray(np.concatenate(batches).reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1))


def _cpu_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
