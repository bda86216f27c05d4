"""A sample of mutations that stays almost the same when a module changes.

Every place has a rank, which is a hash of the seed, the module and the place's text. So a change of one module
replaces some of its own mutations in the sample and hardly any of the others'.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.mutation.mutations import Mutation, Position


def sampled(mutations: Iterable[Mutation], size: int, seed: int) -> list[Mutation]:
    """Choose one mutation for each of ``size`` places: one place of every module first, then places of all modules.

    Args:
        mutations: all of them; those at the same place (module, line and column) count as one place.
        size: how many are wanted; fewer if there are not so many places.
        seed: another seed gives another sample.
    """
    places: dict[tuple[Path, Position], list[Mutation]] = defaultdict(list)
    for mutation in mutations:
        places[mutation.module, mutation.position].append(mutation)
    ranked = sorted(_ranked(places.values(), seed))
    first = {mutation.module: rank for rank, mutation in reversed(ranked)}
    one_each = set(first.values())
    order = sorted(ranked, key=lambda item: (item[0] not in one_each, item[0]))
    chosen = [mutation for _, mutation in order[:size]]
    return sorted(chosen, key=lambda mutation: (mutation.module, mutation.position))


def _ranked(places: Iterable[list[Mutation]], seed: int) -> Iterable[tuple[str, Mutation]]:
    """The mutation chosen at each place, with the place's rank."""
    seen: dict[str, int] = defaultdict(int)
    for alternatives in places:
        text = f"{seed} {alternatives[0].module.as_posix()} {alternatives[0].line}"
        seen[text] += 1
        digest = hashlib.sha256(f"{text} {seen[text]}".encode()).hexdigest()
        yield digest, alternatives[int(digest[-8:], 16) % len(alternatives)]
