"""Which uploads go when there are too many of them: first those of whoever has too many, then of whoever has most."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class StoredUpload:
    """An upload on the disk.

    Attributes:
        visitor: whose share it takes.
        address: where that visitor is, with others perhaps.
        bytes: what it takes of the disk.
    """

    id: str
    visitor: str
    address: str
    bytes: int


@dataclass(frozen=True)
class Quota:
    """How many uploads there may be, and how large they may be together."""

    max_count: int
    max_bytes: int

    def share(self, uploads: Sequence[StoredUpload]) -> float:
        """How much of it uploads take: of their number or of their bytes, whichever is more; above 1 is too much."""
        return max(len(uploads) / self.max_count, sum(upload.bytes for upload in uploads) / self.max_bytes)


def uploads_beyond(uploads: Sequence[StoredUpload], visitor: Quota, everybody: Quota) -> list[StoredUpload]:
    """The uploads that have to go, so that the latest one may stay.

    Beyond the quota of a visitor, that visitor's own oldest go. Beyond that of everybody, it is the oldest of whoever
    takes most at the address that takes most: nobody pushes out those who have less.

    Args:
        uploads: all there are, the oldest first.
    """
    latest = uploads[-1]
    rest, gone = list(uploads), []
    while visitor.share(own := [upload for upload in rest if upload.visitor == latest.visitor]) > 1 and len(own) > 1:
        gone.append(own[0])
        rest.remove(own[0])
    while everybody.share(rest) > 1 and len(rest) > 1:
        neighbours = _of_the_largest(rest, rest[:-1], lambda upload: upload.address, everybody)
        loser, *_ = _of_the_largest(rest, neighbours, lambda upload: upload.visitor, everybody)
        gone.append(loser)
        rest.remove(loser)
    return gone


def _of_the_largest(
    uploads: Sequence[StoredUpload],
    candidates: Sequence[StoredUpload],
    group_of: Callable[[StoredUpload], str],
    quota: Quota,
) -> list[StoredUpload]:
    """The candidates of the group that takes most; of equal groups, the one with the oldest candidate."""
    groups: defaultdict[str, list[StoredUpload]] = defaultdict(list)
    for upload in uploads:
        groups[group_of(upload)].append(upload)
    largest = max(dict.fromkeys(map(group_of, candidates)), key=lambda group: quota.share(groups[group]))
    return [candidate for candidate in candidates if group_of(candidate) == largest]
