"""Trajectories are read from the disk as they were written, and unreadable ones count as missing."""

from pathlib import Path

import numpy as np

from app.storage.trajectories import Trajectory, TrajectoryFolder

PATH = Trajectory(np.array([0, 5, 7]), np.arange(12, dtype=np.float32).reshape(3, 4), "converged")


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    folder = TrajectoryFolder(tmp_path / "new", 10**6)
    assert folder.load("a") is None
    folder.save("a", PATH)
    stored = folder.load("a")
    assert stored is not None
    np.testing.assert_array_equal(stored.entries, PATH.entries)
    np.testing.assert_array_equal(stored.weights, PATH.weights)
    assert stored.weights.dtype == np.float32
    assert stored.ended == "converged"


def test_what_cannot_be_read_is_not_there(tmp_path: Path) -> None:
    folder = TrajectoryFolder(tmp_path, 10**6)
    (tmp_path / "a.npz").write_bytes(b"PK nothing")
    with (tmp_path / "b.npz").open("wb") as file:
        np.savez(file, entries=PATH.entries, weights=PATH.weights)
    assert folder.load("a") is None
    assert folder.load("b") is None


def test_those_kept_first_go(tmp_path: Path) -> None:
    folder = TrajectoryFolder(tmp_path, 2000)
    for digest in "abcd":
        folder.save(digest, PATH)
    assert folder.load("d") is not None
    assert folder.load("a") is None


def test_a_thinned_path_keeps_its_ends() -> None:
    path = Trajectory(np.arange(101), np.arange(101, dtype=np.float32)[:, np.newaxis], "steps")
    assert path.thinned(5).entries.tolist() == [0, 25, 50, 75, 100]
    assert path.thinned(2).weights.tolist() == [[0], [100]]
    np.testing.assert_array_equal(path.thinned(500).entries, path.entries)
