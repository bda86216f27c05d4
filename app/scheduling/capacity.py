"""Limits on concurrent activities, such as streams; beyond them a request is refused at once rather than queued.

A single visitor may use all places. If none is left for a visitor who has less than their share, that visitor is
admitted beyond the usual number, and visitors with more than their share are refused until the balance is restored.
Shares are equal between addresses, and between the browsers of an address.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from anyio import current_time

from app.instance import current_settings, one_per_instance
from app.scheduling.claims import Visitor, current_visitor


class OverCapacityError(Exception):
    """All places that the visitor may use are taken."""


def _nothing() -> None:
    """The default ``give_up``: do nothing."""


@dataclass(eq=False)
class Place:
    """A place that is in use.

    Attributes:
        give_up: ends the activity early, if that is allowed.
        stalled_since: the time since which it has waited for its client; None while it does not wait.
    """

    visitor: Visitor
    give_up: Callable[[], None] = _nothing
    stalled_since: float | None = field(default=None)

    @contextmanager
    def stalled(self) -> Iterator[None]:
        """Mark the place as waiting for its client as long as the context lasts."""
        self.stalled_since = current_time()
        try:
            yield
        finally:
            self.stalled_since = None


class Capacity:
    """A number of places. For use on one event loop's thread only.

    Args:
        places: the number of places, as long as nobody has less than their share.
        yield_seconds: the time after which a place that waits for its client may be given to another visitor.
    """

    def __init__(self, places: int, yield_seconds: float) -> None:
        self.places = places
        self.yield_seconds = yield_seconds
        self._held: set[Place] = set()

    @property
    def held(self) -> int:
        """The number of places in use."""
        return len(self._held)

    @contextmanager
    def place(self) -> Iterator[Place]:
        """Take a place for the current visitor for as long as the context lasts.

        Raises:
            OverCapacityError: all places that the visitor may use are taken.
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
        """Whether there is a place for a visitor; beyond the usual number only for one who has less than their share.

        Browsers of addresses that have their share may use only a quarter of the extra places, so that one address
        claiming to be many browsers cannot take them all.
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
        """End the activity that has waited longest for its client, if it has waited long enough.

        Raises:
            OverCapacityError: none has waited long enough.
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
    """The places shared by all streams of every kind, and by pictures in pipelines."""
    return Capacity(current_settings().concurrent_runs, current_settings().yield_seconds)
