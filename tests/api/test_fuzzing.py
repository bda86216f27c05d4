"""A few requests of every kind that the schema allows or forbids, the same ones every time."""

from collections.abc import Iterator

import pytest

from tests.fuzzing import fuzz, server_to_fuzz
from tests.servers import Server

EXAMPLES = "3"
"""Of each operation; ``make fuzz`` makes as many as there is time for."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with server_to_fuzz() as server:
        yield server


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_answer_is_as_the_schema_says(server: Server, mode: str) -> None:
    done = fuzz(
        server,
        *("--phases", "examples,fuzzing", "--mode", mode, "--max-examples", EXAMPLES),
        *("--seed", "1", "--generation-deterministic", "--no-shrink", "--suppress-health-check", "all"),
    )
    assert done.returncode == 0, done.stdout
    assert "30 selected / 30 total" in done.stdout
