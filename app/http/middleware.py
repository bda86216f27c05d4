"""The methods that a path takes."""

from http import HTTPStatus

from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.hosts import AnsweredHosts
from app.http.origins import ANY_ORIGIN, OWN_ORIGIN, cross_site_refusal, is_shared, preflight_headers
from app.http.refusals import SECURITY_HEADERS, Headers, Refusal

ROUTED = ("GET", "POST", "PUT", "PATCH", "DELETE")
ANYWHERE = "GET, HEAD, POST, DELETE, OPTIONS"
"""The answer about ``*``, the server as a whole."""


def allowed_methods(scope: Scope) -> str:
    """The methods of the path of a request, as in an Allow header; empty if nothing is there.

    Where GET is answered, so is HEAD; where anything is, so is OPTIONS.
    """
    if scope["path"] == "*":
        return ANYWHERE
    routed = [method for method in ROUTED if _is_routed({**scope, "method": method})]
    if "GET" in routed:
        routed.insert(1, "HEAD")
    return ", ".join([*routed, "OPTIONS"] if routed else [])


def _is_routed(scope: Scope) -> bool:
    return any(route.matches(scope)[0] is Match.FULL for route in scope["app"].routes)


FOR_OWN_ORIGIN = [*SECURITY_HEADERS, *OWN_ORIGIN]
FOR_ANY_ORIGIN = [*SECURITY_HEADERS, *ANY_ORIGIN]


class HttpMiddleware:
    """The outermost layer of an application.

    It refuses requests for other hosts and changes that pages of other sites ask for, answers OPTIONS, answers HEAD as
    GET without the body, names all methods of a path to those that use another, adds headers for browsers, and says so
    when a connection ends with an answer.
    """

    def __init__(self, app: ASGIApp, hosts: AnsweredHosts, cors: bool) -> None:
        """Wrap an application.

        Args:
            hosts: under which it answers.
            cors: whether pages of other origins may use what is shared with them.
        """
        self.app = app
        self.hosts = hosts
        self.cors = cors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        shared = self.cors and is_shared(scope["path"], headers)
        exchange = Exchange(scope, receive, send, headers, FOR_ANY_ORIGIN if shared else FOR_OWN_ORIGIN)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await exchange.refuse(refusal)
        elif scope["method"] == "OPTIONS" and (methods := allowed_methods(scope)):
            preflight = preflight_headers(methods) if shared else []
            await exchange.answer(HTTPStatus.NO_CONTENT, [(b"allow", methods.encode()), *preflight])
        elif scope["method"] == "HEAD":
            await self.app({**scope, "method": "GET"}, exchange.receive, exchange.send)
        else:
            await self.app(scope, exchange.receive, exchange.send)

    def _refusal(self, scope: Scope, headers: dict[bytes, bytes]) -> Refusal | None:
        """Why a request is turned away, whatever it asks for."""
        server = scope.get("server")
        misdirected = self.hosts.refusal(headers.get(b"host"), server[0] if server else None)
        return misdirected or cross_site_refusal(scope["method"], scope["path"], headers)


class Exchange:
    """A request and its answer, on their way between the server and the application."""

    __slots__ = ("_added", "_body_read", "_receive", "_scope", "_send")

    def __init__(self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes], added: Headers) -> None:
        """Begin an exchange.

        Args:
            headers: of the request.
            added: headers of every answer.
        """
        self._scope = scope
        self._receive = receive
        self._send = send
        self._added = added
        self._body_read = b"transfer-encoding" not in headers and headers.get(b"content-length", b"0") == b"0"

    async def receive(self) -> Message:
        """Receive the next message of the client."""
        message = await self._receive()
        if message["type"] == "http.request" and not message.get("more_body", False):
            self._body_read = True
        return message

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            message["headers"] = self._headers(message["status"], message["headers"])
        elif self._scope["method"] == "HEAD":
            message["body"] = b""
        await self._send(message)

    async def refuse(self, refusal: Refusal) -> None:
        """Send a refusal."""
        await self.answer(refusal.status, refusal.fields(), refusal.content())

    async def answer(self, status: HTTPStatus, headers: Headers, content: bytes = b"") -> None:
        """Send a whole answer."""
        await self.send({"type": "http.response.start", "status": int(status), "headers": headers})
        await self.send({"type": "http.response.body", "body": content})

    def _headers(self, status: int, own: Headers) -> Headers:
        """An answer's own headers and all others that it carries."""
        headers = [*own, *self._added]
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers = [field for field in headers if field[0] != b"allow"]
            headers.append((b"allow", allowed_methods(self._scope).encode()))
        if self._ends_connection(status):
            headers.append((b"connection", b"close"))
        return headers

    def _ends_connection(self, status: int) -> bool:
        """Whether the server closes the connection: after a failure, and where a body was not read to its end."""
        ends = not self._body_read or status == HTTPStatus.INTERNAL_SERVER_ERROR
        return ends and self._scope["http_version"].startswith("1")
