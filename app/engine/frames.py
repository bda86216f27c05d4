"""Frames: columnar batches of steps."""

from dataclasses import dataclass

Column = list[float] | list[None] | list[float | None]


@dataclass(frozen=True)
class Frame:
    """Consecutive entries of an optimizer's path, entry 0 being the start.

    Attributes:
        first: the index of the first entry.
        columns: named columns of equal length. ``loss`` is always there; ``gradient_norm`` is None for searches.
    """

    first: int
    columns: dict[str, Column]

    def __len__(self) -> int:
        return len(self.columns["loss"])

    def since(self, entry: int) -> "Frame":
        """The part from an entry on, empty if the frame ends before it."""
        skipped = min(max(entry - self.first, 0), len(self))
        return Frame(self.first + skipped, {name: column[skipped:] for name, column in self.columns.items()})
