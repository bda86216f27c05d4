"""Rendering pages from templates."""

import gzip
import secrets
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from app import __version__
from app.http.visitors import COOKIE as BROWSER_COOKIE
from app.instance import current_settings
from app.pages.assets import STATIC, STYLE_SHEETS, folder, static_url
from app.pages.bundles import FOLDER, module_paths
from app.pages.locales import COOKIE, Catalogue, Visit, read_catalogue
from app.texts import Language

YEAR = 365 * 24 * 3600

FAST = 5
"""The level of compression: a millisecond for a page, and 5% larger than the smallest possible."""

ROOMS = ("lesson", "landscapes", "features", "classifiers", "comparison")
"""The pages in the navigation bar of every page, in order; their titles are in the catalogues."""


def scripts(main: str) -> list[str]:
    """List the addresses of the modules of a page, its main module first; one if they are joined."""
    if current_settings().bundles:
        return [static_url(FOLDER + main)]
    return [static_url(module) for module in module_paths(STATIC, main)]


def styles(template: str) -> list[str]:
    """List the addresses of the style sheets of a template, in order; one if they are joined."""
    if current_settings().bundles:
        return [static_url(f"{FOLDER}css/{template}.css")]
    return [static_url(f"css/{name}.css") for name in STYLE_SHEETS[template]]


environment = Environment(
    loader=FileSystemLoader(folder("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.globals.update(
    static=static_url,
    scripts=scripts,
    styles=styles,
    version=__version__,
    plotly_url=static_url("plotly.min.js"),
    rooms=ROOMS,
)


@cache
def catalogue(language: Language) -> Catalogue:
    """Return the texts of ``language``, which are read once."""
    return read_catalogue(language)


def render(template: str, visit: Visit, status: int = 200, **values: Any) -> Response:
    """Render the page of ``template`` for a visit."""
    words = catalogue(visit.language)
    html = environment.get_template(template).render(
        visit=visit, language=visit.language, words=words.words, t=words.t, **values
    )
    headers = {
        "cache-control": "private, no-cache",
        "content-language": visit.language,
        "vary": "accept-language, accept-encoding, cookie",
    }
    content = html.encode()
    if visit.takes_gzip:
        headers["content-encoding"] = "gzip"
        content = gzip.compress(content, FAST)
    response = Response(content, status, headers, "text/html; charset=utf-8")
    if visit.is_new:
        response.set_cookie(BROWSER_COOKIE, secrets.token_hex(16), httponly=True, samesite="lax")
    if visit.is_requested:
        response.set_cookie(COOKIE, visit.language, max_age=YEAR, samesite="lax")
    return response
