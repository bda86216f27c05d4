"""The addresses of the pages."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.features.cnn.reading import cnn_installed
from app.features.extraction import DESIGNED
from app.pages.catalogues import Language, negotiate
from app.pages.lesson import PARTS
from app.pages.rendering import render

router = APIRouter(include_in_schema=False)

READ = ["GET", "HEAD"]


def language_of(request: Request) -> Language:
    """The language a page is asked for in: ``?lang=``, else the browser's."""
    return negotiate(request.query_params.get("lang"), request.headers.get("accept-language", ""))


PageLanguage = Annotated[Language, Depends(language_of)]


@router.api_route("/", methods=READ)
async def home(request: Request) -> Response:
    """The lab is the front page."""
    query = request.url.query
    return RedirectResponse(f"/landscapes?{query}" if query else "/landscapes")


@router.api_route("/lesson", methods=READ)
async def lesson(language: PageLanguage) -> Response:
    """The lecture as one story."""
    return render("lesson.html", language, parts=PARTS)


@router.api_route("/landscapes", methods=READ)
async def landscapes(language: PageLanguage) -> Response:
    """The landscape lab."""
    return render("landscapes.html", language)


@router.api_route("/features", methods=READ)
async def features(language: PageLanguage) -> Response:
    """The image feature lab, with the network's reading if its extra is installed."""
    readings = (*DESIGNED, "cnn") if cnn_installed() else DESIGNED
    return render("features.html", language, readings=readings)


@router.api_route("/classifiers", methods=READ)
async def classifiers(language: PageLanguage) -> Response:
    """The classifier lab."""
    return render("classifiers.html", language)


@router.api_route("/comparison", methods=READ)
async def comparison(language: PageLanguage) -> Response:
    """Features compared."""
    return render("comparison.html", language, cnn=cnn_installed())


@router.api_route("/api/docs", methods=READ)
async def documentation() -> Response:
    """The API's interactive documentation, which is English as the schema is."""
    return render("documentation.html", "en")
