"""Headers that tell browsers to run and load nothing but what this server sends."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Plotly and Swagger UI set style attributes
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

SECURITY_HEADERS = [
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
"""Headers of every answer."""


Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Refusal:
    """An answer that says why a request cannot have another.

    Attributes:
        detail: the fault, and what would be accepted.
        headers: further ones, besides type and length.
    """

    status: HTTPStatus
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> bytes:
        """The problem document."""
        document = {"type": "about:blank", "title": self.status.phrase, "status": self.status, "detail": self.detail}
        return json.dumps(document, separators=(",", ":")).encode()

    def fields(self) -> Headers:
        """The header fields of the answer."""
        fields = {
            "content-type": "application/problem+json",
            "content-length": str(len(self.content())),
            **self.headers,
        }
        return [(name.encode(), value.encode()) for name, value in fields.items()]

    def last_answer(self, common: Iterable[tuple[bytes, bytes]]) -> bytes:
        """The whole answer as it is sent on a connection that ends with it.

        Args:
            common: header fields of every answer of the server, such as the date.
        """
        fields = [*common, *self.fields(), *SECURITY_HEADERS, (b"connection", b"close")]
        lines = [f"HTTP/1.1 {self.status.value} {self.status.phrase}".encode()]
        lines += [name + b": " + value for name, value in fields]
        return b"\r\n".join([*lines, b"", self.content()])
