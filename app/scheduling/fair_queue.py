"""A queue with fair shares of time: next comes the claim that has used the least time so far.

Shares form a tree. A claim's path leads down from its root: the children of a node have equal shares, however many
claims each of them has. So no visitor gains by sending more requests than another, or larger ones. After the fair
queueing of Demers, Keshav and Shenker (1989), with the time actually used instead of the length of a packet.
"""

import heapq
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Generic, TypeVar

Item = TypeVar("Item")

MAX_IDLE = 1000
"""The maximum number of idle children of a node that are remembered, with the time they have used."""
GRACE_SECONDS = 0.1
"""The time for which a child may be idle without losing the turns that are due to it."""


@dataclass(frozen=True)
class Claim:
    """A claim to turns.

    Attributes:
        path: for example the network address, then the browser at that address, then one of its streams.
        arrived: the order in which claims of one path are served.
        urgent: whether it precedes all claims that are not urgent, which run only when no urgent claim waits.
    """

    path: tuple[str, ...]
    arrived: int
    urgent: bool = True


@dataclass
class _Node(Generic[Item]):
    """A part of the tree.

    Attributes:
        used: the seconds that it has used, or is assumed to have used.
        waiting: the number of items waiting below it.
        running: the number of its items being served.
        idle_since: the time at which one of its items was last served.
        queue: the items of claims whose path ends here, in order of arrival.
    """

    used: float = 0.0
    waiting: int = 0
    running: int = 0
    idle_since: float = -math.inf
    children: dict[str, "_Node[Item]"] = field(default_factory=dict)
    queue: list[tuple[int, int, Item]] = field(default_factory=list)
    tidy_at: int = 16

    @property
    def active(self) -> bool:
        return self.waiting > 0 or self.running > 0

    @property
    def level(self) -> float:
        """The minimum time used by any active child; infinite if none is active."""
        return min((child.used for child in self.children.values() if child.active), default=math.inf)

    def tidy(self) -> None:
        """Occasionally forget idle children that would start level anyway, and beyond `MAX_IDLE` the least served."""
        if len(self.children) < self.tidy_at:
            return
        level, recent = self.level, time.monotonic() - GRACE_SECONDS
        idle = sorted((child.used, name) for name, child in self.children.items() if not child.active)
        for place, (used, name) in enumerate(idle):
            level_anyway = used <= level and self.children[name].idle_since < recent
            if level_anyway or place < len(idle) - MAX_IDLE:
                del self.children[name]
        self.tidy_at = 16 + 2 * len(self.children)


class FairQueue(Generic[Item]):
    """Items that wait for their turn. Not thread-safe."""

    def __init__(self) -> None:
        self._roots: dict[bool, _Node[Item]] = {True: _Node(), False: _Node()}
        self._order = count()

    def __len__(self) -> int:
        return sum(root.waiting for root in self._roots.values())

    def push(self, claim: Claim, item: Item) -> None:
        """Add an item.

        A child that was idle for longer than `GRACE_SECONDS` starts level with the least served active one, so that
        unused time does not accumulate. The grace period is longer than it takes to ask for the next turn.
        """
        *_, leaf = nodes = list(self._nodes(claim))
        now = time.monotonic()
        for parent, node in pairwise(nodes):
            if not node.active and now - node.idle_since > GRACE_SECONDS:
                node.used = max(node.used, parent.level if math.isfinite(parent.level) else 0.0)
        for node in nodes:
            node.waiting += 1
        heapq.heappush(leaf.queue, (claim.arrived, next(self._order), item))

    def turns_before(self, claim: Claim) -> int:
        """Count the items that would precede one pushed with a claim now, if all took equally long.

        Until then, every other child of the root has had as many turns as the claim's own, if it wants them.
        """
        root = self._roots[claim.urgent]
        own = root.children.get(claim.path[0])
        ahead = own.waiting if own else 0
        return ahead + sum(min(ahead + 1, child.waiting) for child in root.children.values() if child is not own)

    def pop(self) -> Item | None:
        """Take the next item, which counts as being served until it is `finished`; None if nothing waits."""
        root = next((root for root in (self._roots[True], self._roots[False]) if root.waiting), None)
        if root is None:
            return None
        node = root
        while True:
            node.waiting -= 1
            node.running += 1
            if node.queue:
                return heapq.heappop(node.queue)[2]
            node = min((child for child in node.children.values() if child.waiting), key=lambda child: child.used)

    def remove(self, claim: Claim, item: Item) -> bool:
        """Remove an item; return whether it was still waiting."""
        *_, leaf = nodes = list(self._nodes(claim))
        left = [entry for entry in leaf.queue if entry[2] is not item]
        if len(left) == len(leaf.queue):
            return False
        heapq.heapify(left)
        leaf.queue = left
        for node in nodes:
            node.waiting -= 1
        return True

    def finished(self, claim: Claim, seconds: float) -> None:
        """Record that a popped item is no longer being served, and for how long it was."""
        nodes = list(self._nodes(claim))
        now = time.monotonic()
        for node in nodes:
            node.used += seconds
            node.running -= 1
            node.idle_since = now
        for parent in nodes[:-1]:
            parent.tidy()

    def _nodes(self, claim: Claim) -> Iterator[_Node[Item]]:
        """Yield the nodes on a claim's path, the root first, and make those that are missing."""
        node = self._roots[claim.urgent]
        yield node
        for name in claim.path:
            node = node.children.setdefault(name, _Node())
            yield node
