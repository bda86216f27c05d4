"""What becomes of mutants: killed by a test, shown equivalent, or alive."""

import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mirrored import ROOT, suite_of
from tests.mutation.mutations import Mutation
from tests.mutation.running import Replacement, Trial, run_all

SLOWER = 10
"""A mutant that takes so many times the processor time of the unmutated tests is killed."""
MIN_SECONDS = 20.0
"""The processor time that every mutant may take, however quick its tests are."""
EQUIVALENT = Path(__file__).with_name("equivalent.toml")

Equivalents = dict[tuple[str, str, str | None], str]
"""The reasons why mutants are equivalent, by module, line and mutated line (None: any mutation of the line)."""


@dataclass(frozen=True)
class Result:
    """A mutant and what became of it.

    Attributes:
        mutated: the mutated line.
        killed: whether its tests fail.
        reason: why they cannot; None where that is not known.
    """

    mutation: Mutation
    mutated: str
    killed: bool
    reason: str | None

    @property
    def equivalent(self) -> bool:
        """Whether the mutant is listed as equivalent, and no test says otherwise."""
        return not self.killed and self.reason is not None


class BrokenTestsError(Exception):
    """The tests of a module fail before anything is mutated."""


def read_equivalents(file: Path = EQUIVALENT) -> Equivalents:
    """The mutants that are listed as equivalent."""
    entries = tomllib.loads(file.read_text())["mutant"]
    return {(entry["module"], entry["line"], entry.get("mutated")): entry["reason"] for entry in entries}


def try_mutants(sample: Sequence[Mutation], equivalents: Equivalents, folder: Path, processes: int) -> Iterator[Result]:
    """Run the tests of every module as they are, then against each of its mutants.

    Args:
        folder: an empty folder for what the tests write.
        processes: how many tests are run at a time.

    Yields:
        The results, as they come. A mutant whose module has no tests survives.

    Raises:
        BrokenTestsError: tests fail without a mutant.
    """
    tests = {mutation.module: suite_of(mutation.module) for mutation in sample}
    seconds = unmutated_seconds({test for files in tests.values() for test in files}, folder, processes)
    results = []
    trials = []
    for number, mutation in enumerate(sample):
        source = (ROOT / mutation.module).read_text()
        mutated = mutation.mutated_line(source)
        place = mutation.module.as_posix(), mutation.line
        reason = equivalents.get((*place, mutated), equivalents.get((*place, None)))
        survivor = Result(mutation, mutated, False, reason)
        files = tests[mutation.module]
        if not files:
            yield survivor
            continue
        limit = max(SLOWER * sum(seconds[file] for file in files), MIN_SECONDS)
        name = ".".join(mutation.module.with_suffix("").parts)
        replacement = Replacement(name, ROOT / mutation.module, mutation.mutant(source))
        trials.append(Trial(files, folder / str(number), replacement, limit))
        results.append(survivor)
    for index, outcome in run_all(trials, processes):
        one = results[index]
        yield Result(one.mutation, one.mutated, not outcome.passed, one.reason)


def unmutated_seconds(tests: Collection[Path], folder: Path, processes: int) -> dict[Path, float]:
    """The processor time of each test file.

    Raises:
        BrokenTestsError: a test fails.
    """
    each = sorted(tests)
    shares = [tuple(each[start::processes]) for start in range(processes) if each[start::processes]]
    trials = [Trial(share, folder / f"unmutated-{number}", None, None) for number, share in enumerate(shares)]
    seconds = dict.fromkeys(each, 0.0)
    for _, outcome in run_all(trials, processes):
        if not outcome.passed:
            raise BrokenTestsError(f"pytest ended with {outcome.status}\n{outcome.output}")
        seconds |= {Path(name): spent for name, spent in outcome.seconds.items()}
    return seconds
