"""Which uploads are removed when there are too many: first those beyond a visitor's share, then the largest user's."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class StoredUpload:
    """An upload on the disk.

    Attributes:
        visitor: the visitor to whose share it counts.
        address: the network address of that visitor, perhaps shared with others.
        bytes: its size on the disk.
    """

    id: str
    visitor: str
    address: str
    bytes: int


@dataclass(frozen=True)
class Quota:
    """The maximum number of uploads, and their maximum total size."""

    max_count: int
    max_bytes: int

    def share(self, uploads: Sequence[StoredUpload]) -> float:
        """The share of the quota that uploads use, by number or by bytes, whichever is larger; above 1 is too much."""
        return max(len(uploads) / self.max_count, sum(upload.bytes for upload in uploads) / self.max_bytes)


def uploads_beyond(uploads: Sequence[StoredUpload], visitor: Quota, everybody: Quota) -> list[StoredUpload]:
    """Choose the uploads to remove so that the latest one can stay.

    If the visitor exceeds their quota, their own oldest uploads are removed. If all uploads together exceed the common
    quota, the oldest upload of the largest user at the address with the largest use is removed: nobody can push out
    others who use less.

    Args:
        uploads: all uploads, the oldest first.
    """
    latest = uploads[-1]
    rest, removed = list(uploads), []
    while visitor.share(own := [upload for upload in rest if upload.visitor == latest.visitor]) > 1 and len(own) > 1:
        removed.append(own[0])
        rest.remove(own[0])
    while everybody.share(rest) > 1 and len(rest) > 1:
        neighbours = _of_the_largest(rest, rest[:-1], lambda upload: upload.address, everybody)
        loser, *_ = _of_the_largest(rest, neighbours, lambda upload: upload.visitor, everybody)
        removed.append(loser)
        rest.remove(loser)
    return removed


def _of_the_largest(
    uploads: Sequence[StoredUpload],
    candidates: Sequence[StoredUpload],
    group_of: Callable[[StoredUpload], str],
    quota: Quota,
) -> list[StoredUpload]:
    """Select the candidates of the group with the largest use; of equal groups, the one with the oldest candidate."""
    groups: defaultdict[str, list[StoredUpload]] = defaultdict(list)
    for upload in uploads:
        groups[group_of(upload)].append(upload)
    largest = max(dict.fromkeys(map(group_of, candidates)), key=lambda group: quota.share(groups[group]))
    return [candidate for candidate in candidates if group_of(candidate) == largest]
