"""The methods that a path takes."""

from starlette.routing import Match
from starlette.types import Scope

ROUTED = ("GET", "POST", "PUT", "PATCH", "DELETE")
ANYWHERE = "GET, HEAD, POST, DELETE, OPTIONS"
"""What is answered about ``*``, the server as a whole."""


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
