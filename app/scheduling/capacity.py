"""How much may go on at once, such as streams: what comes on top is refused at once rather than queued.

Alone a visitor may take everything. Where that leaves nothing to somebody who has less than their share, they are let
in beyond the usual number, and whoever has more gets nothing new until it is level. Shares are equal between addresses,
and those of an address between its browsers.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from anyio import current_time

from app.instance import current_settings, one_per_instance
from app.scheduling.claims import Visitor, current_visitor


class OverCapacityError(Exception):
    """All places that a visitor may take are taken."""


def _nothing() -> None:
    """Stands for a way to end what nobody has said how to end."""


@dataclass(eq=False)
class Place:
    """One of those that go on.

    Attributes:
        give_up: ends it, if it may end before it is through.
        stalled_since: since when it has waited for its client; None while it does not.
    """

    visitor: Visitor
    give_up: Callable[[], None] = _nothing
    stalled_since: float | None = field(default=None)

    @contextmanager
    def stalled(self) -> Iterator[None]:
        """Note that it waits for its client as long as the context lasts."""
        self.stalled_since = current_time()
        try:
            yield
        finally:
            self.stalled_since = None


class Capacity:
    """A number of places. For use on one event loop's thread only.

    Args:
        places: how many there are, as long as nobody has less than their share.
        yield_seconds: after how long a place that waits for its client is given to somebody who needs one.
    """

    def __init__(self, places: int, yield_seconds: float) -> None:
        self.places = places
        self.yield_seconds = yield_seconds
        self._held: set[Place] = set()

    @property
    def held(self) -> int:
        """How many places are taken."""
        return len(self._held)

    @contextmanager
    def place(self) -> Iterator[Place]:
        """A place for the current visitor for as long as the context lasts.

        Raises:
            OverCapacityError: all that the visitor may take are taken.
        """
        visitor = current_visitor()
        while not self._admits(visitor):
            self._give_up_stalled()
        place = Place(visitor)
        self._held.add(place)
        try:
            yield place
        finally:
            self._held.discard(place)

    def _admits(self, visitor: Visitor) -> bool:
        """Whether there is a place for a visitor, who has less than their share if it is one beyond the usual number.

        A quarter of what is beyond is for browsers of addresses that have their share, so that it is not all gone where
        one address calls itself many browsers.
        """
        held, places = len(self._held), self.places
        if held < places:
            return True
        here = [place.visitor for place in self._held if place.visitor.address == visitor.address]
        share = places / len({place.visitor.address for place in self._held} | {visitor.address})
        if len(here) < share and held < 2 * places:
            return True
        allotted = max(share, places - (held - len(here))) / len({*here, visitor})
        return here.count(visitor) < allotted and held < places + max(1, places // 4)

    def _give_up_stalled(self) -> None:
        """End what has waited for its client for longest, if that is long enough.

        Raises:
            OverCapacityError: nothing has.
        """
        long_ago = current_time() - self.yield_seconds
        stalled = [(place.stalled_since, place) for place in self._held if place.stalled_since is not None]
        since, place = min(stalled, key=lambda entry: entry[0], default=(long_ago, None))
        if place is None or since > long_ago:
            raise OverCapacityError
        self._held.discard(place)
        place.give_up()


@one_per_instance
def stream_capacity() -> Capacity:
    """The places that all streams share, of whatever kind; pictures in pipelines take one too."""
    return Capacity(current_settings().concurrent_runs, current_settings().yield_seconds)
