"""Pages from templates."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from app import __version__
from app.pages.assets import static_url
from app.pages.catalogues import Catalogue, Language, read_catalogue
from app.pages.files import folder
from app.pages.modules import module_paths

environment = Environment(
    loader=FileSystemLoader(folder("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.globals.update(
    static=static_url, modules=module_paths, version=__version__, plotly_url=static_url("plotly.min.js")
)


@cache
def catalogue(language: Language) -> Catalogue:
    """The words of ``language``, read once."""
    return read_catalogue(language)


def render(template: str, language: Language, status: int = 200, **values: Any) -> HTMLResponse:
    """The page made from ``template`` in ``language``."""
    words = catalogue(language)
    html = environment.get_template(template).render(language=language, words=words.words, t=words.t, **values)
    return HTMLResponse(
        html,
        status_code=status,
        headers={"cache-control": "no-cache", "content-language": language, "vary": "accept-language"},
    )
