"""No request may send more than the server is ready to hold."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.problems import ProblemError
from app.http.uploads import UploadLimits


class BodyLimitMiddleware:
    """Refuses bodies that are too large with 413: declared ones unread, chunked ones once they exceed the limit.

    ``max_bytes`` holds everywhere but at the paths in ``uploads``, which have limits of their own.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, uploads: Mapping[str, UploadLimits]) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        upload = self.uploads.get(scope["path"])
        max_bytes = self.max_bytes if upload is None else upload.max_bytes
        if int(Headers(scope=scope).get("content-length", "0")) > max_bytes:
            await too_large(max_bytes).response()(scope, receive, send)
            return

        received = 0

        async def receive_and_count() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > max_bytes:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_large(max_bytes).detail)
            return message

        await self.app(scope, receive_and_count, send)


def too_large(max_bytes: int) -> ProblemError:
    """The problem of a request whose body is too large."""
    return ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body is too large: at most {max_bytes} bytes.")
