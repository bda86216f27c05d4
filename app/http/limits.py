"""What a client may send before the server knows what it wants, and what is answered beyond that."""

from dataclasses import dataclass
from http import HTTPStatus

from app.http.refusals import Refusal


@dataclass(frozen=True)
class ConnectionLimits:
    """The limits of every connection.

    Attributes:
        header_bytes: most bytes of a request line with its headers, of trailers, and between two parts of a body.
        header_lines: most headers of a request.
        header_seconds: longest wait for the end of headers, from the connection or from their first byte on.
        stall_seconds: longest time in which a client may read nothing of the last answer.
        retry_seconds: when to try again if there is no place.
    """

    header_bytes: int
    header_lines: int
    header_seconds: float
    stall_seconds: float
    retry_seconds: int

    def too_large(self) -> Refusal:
        """The answer to headers of too many bytes."""
        return Refusal(
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            f"The request line and headers, or trailers, are too large: at most {self.header_bytes} bytes.",
        )

    def lines_fault(self, lines: int) -> Refusal | None:
        """The answer to so many headers; None if they are few enough."""
        if lines <= self.header_lines:
            return None
        return Refusal(
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, f"There are too many headers: at most {self.header_lines}."
        )

    def too_slow(self) -> Refusal:
        """The answer to headers that do not arrive."""
        return Refusal(
            HTTPStatus.REQUEST_TIMEOUT,
            f"The headers of a request did not arrive within {self.header_seconds:g} seconds.",
        )

    def busy(self) -> Refusal:
        """The answer when every connection that there may be has a request."""
        return Refusal(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"The server has all the connections that it can have. Try again in {self.retry_seconds} s.",
            {"retry-after": str(self.retry_seconds)},
        )
