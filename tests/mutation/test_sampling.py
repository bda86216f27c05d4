"""The sample of mutations."""

from collections import Counter
from pathlib import Path

from tests.mutation.mutations import Mutation, mutations
from tests.mutation.sampling import sampled

LINES = [f"x{number} = a{number} + {number}" for number in range(30)]


def of(module: str, lines: list[str]) -> list[Mutation]:
    return list(mutations(Path("app", module), "\n".join(lines)))


LARGE, SMALL = of("large.py", LINES), of("small.py", ["y = b - 3"])


def test_no_place_is_changed_twice_and_every_module_is_changed() -> None:
    sample = sampled([*LARGE, *SMALL], 20, 1)
    assert len(sample) == len({(mutation.module, mutation.position) for mutation in sample}) == 20
    assert Counter(mutation.module.name for mutation in sample)["small.py"] >= 1
    assert len(sampled(SMALL, 20, 1)) == 2


def test_the_same_seed_gives_the_same_sample_and_another_seed_another() -> None:
    assert sampled(LARGE, 20, 1) == sampled(LARGE, 20, 1) != sampled(LARGE, 20, 2)


def test_a_line_that_changes_leaves_the_others_in_the_sample() -> None:
    before = {mutation.line for mutation in sampled(LARGE, 20, 1)}
    after = {mutation.line for mutation in sampled(of("large.py", ["new = 1 + 1", *LINES[1:]]), 20, 1)}
    assert len(before - after) <= 3
