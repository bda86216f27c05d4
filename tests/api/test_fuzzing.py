"""A few requests of every kind that the schema allows or forbids, the same ones every time."""

import pytest

from tests.fuzzing import fuzz, server_to_fuzz


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_answer_is_as_the_schema_says(mode: str) -> None:
    with server_to_fuzz() as server:
        done = fuzz(
            server,
            *("--phases", "examples,fuzzing", "--mode", mode, "--max-examples", "6"),
            *("--seed", "1", "--generation-deterministic", "--no-shrink", "--suppress-health-check", "all"),
        )
    assert done.returncode == 0, done.stdout
    assert "30 selected / 30 total" in done.stdout
