"""Make mutants and print which of them the tests let pass (``python -m tests.mutation``).

The exit status is 1 when the tests let too many pass, or too many are called equivalent.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutation.mirrored import ROOMS, ROOT, modules
from tests.mutation.mutations import Mutation, mutations
from tests.mutation.running import prepare
from tests.mutation.sampling import sampled
from tests.mutation.trying import Result, read_equivalents, try_mutants

SIZE = 330
SEED = 1
PROCESSES = 2
MIN_KILLED = 0.92
"""The share of the mutants not shown equivalent that the tests must kill."""
MAX_EQUIVALENT = 0.06
"""The share of the sample that may be called equivalent."""


def main() -> int:
    """Make the mutants, run their tests, and print a table and those that survive."""
    arguments = _arguments()
    sample = _sample(arguments.modules, arguments.size, arguments.seed)
    prepare()
    with TemporaryDirectory() as folder:
        tried = try_mutants(sample, read_equivalents(), Path(folder), arguments.processes)
        results = list(_watched(tried, len(sample)))
    results.sort(key=lambda result: (result.mutation.module, result.mutation.position))
    print(_table(results))
    for title, listed in (
        ("Survivors", [result for result in results if not result.killed and not result.equivalent]),
        ("Equivalent", [result for result in results if result.equivalent]),
    ):
        print(f"\n{title}: {len(listed)}")
        print("\n".join(map(_described, listed)))
    return 0 if _suffice(results) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description="Try mutants against the tests.")
    parser.add_argument("--size", type=int, default=SIZE, help="how many mutants (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed gives another sample")
    parser.add_argument("--processes", type=int, default=PROCESSES, help="how many are tried at a time")
    parser.add_argument("modules", nargs="*", help="only modules whose path contains one of these texts")
    return parser.parse_args()


def _sample(texts: Sequence[str], size: int, seed: int) -> list[Mutation]:
    chosen = [module for module in modules() if not texts or any(text in module.as_posix() for text in texts)]
    every = (mutation for module in chosen for mutation in mutations(module, (ROOT / module).read_text()))
    return sampled(every, size, seed)


def _watched(results: Iterable[Result], total: int) -> Iterable[Result]:
    """Print how far the results are, and how long the rest will take."""
    print("Running the tests without mutants …", file=sys.stderr, flush=True)
    began, alive = None, 0
    for count, result in enumerate(results, start=1):
        began = began or time.monotonic()
        alive += not result.killed
        if not result.killed and not result.equivalent:
            print(f"\n{_described(result)}", file=sys.stderr, flush=True)
        rest = (time.monotonic() - began) / count * (total - count)
        print(f"\r{count} of {total}, {alive} alive, {rest / 60:.0f} min left ", end="", file=sys.stderr, flush=True)
        yield result
    print(file=sys.stderr)


def _table(results: Sequence[Result]) -> str:
    lines = [f"{'room':<16}{'mutants':>8}{'killed':>8}{'equivalent':>12}{'survivors':>11}{'killed, %':>11}"]
    for room in ROOMS:
        lines += _row(room, [result for result in results if result.mutation.module.parts[1] == room])
    return "\n".join([*lines, *_row("all", results)])


def _row(name: str, results: Sequence[Result]) -> list[str]:
    if not results:
        return []
    killed = sum(result.killed for result in results)
    equivalent = sum(result.equivalent for result in results)
    counted = len(results) - equivalent
    share = f"{100 * killed / counted:.1f}" if counted else "–"
    return [f"{name:<16}{len(results):>8}{killed:>8}{equivalent:>12}{counted - killed:>11}{share:>11}"]


def _described(result: Result) -> str:
    mutation = result.mutation
    reason = f"\n  {result.reason}" if result.reason else ""
    return f"{mutation.module}:{mutation.position[0]}\n- {mutation.line}\n+ {result.mutated}{reason}"


def _suffice(results: Sequence[Result]) -> bool:
    equivalent = sum(result.equivalent for result in results)
    killed = sum(result.killed for result in results)
    counted = len(results) - equivalent
    return killed >= MIN_KILLED * counted and equivalent <= MAX_EQUIVALENT * len(results)


if __name__ == "__main__":
    sys.exit(main())
