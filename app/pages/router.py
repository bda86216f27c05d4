"""The addresses of the pages."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.features.cnn.reading import cnn_installed
from app.features.extraction import DESIGNED
from app.pages.lesson import PARTS
from app.pages.rendering import render
from app.pages.visits import PageVisit
from app.settings import settings
from app.studies.codebook_specification import DEFAULT_WORDS

VISUAL_WORDS = f"{DEFAULT_WORDS:,}"
"""How many visual words there are unless another number is asked for, as the pages write it."""

router = APIRouter(include_in_schema=False)


@router.get("/")
async def home(request: Request) -> Response:
    """The lab is the front page."""
    query = request.url.query
    return RedirectResponse(f"/landscapes?{query}" if query else "/landscapes")


@router.get("/lesson")
async def lesson(visit: PageVisit) -> Response:
    """The lecture as one story."""
    return render("lesson.html", visit, parts=PARTS, visual_words=VISUAL_WORDS)


@router.get("/landscapes")
async def landscapes(visit: PageVisit) -> Response:
    """The landscape lab."""
    return render("landscapes.html", visit)


@router.get("/features")
async def features(visit: PageVisit) -> Response:
    """The image feature lab, with the network's reading if its extra is installed."""
    readings = (*DESIGNED, "cnn") if cnn_installed() else DESIGNED
    return render("features.html", visit, readings=readings)


@router.get("/classifiers")
async def classifiers(visit: PageVisit) -> Response:
    """The classifier lab."""
    return render("classifiers.html", visit, limits=settings)


@router.get("/comparison")
async def comparison(visit: PageVisit) -> Response:
    """Features compared."""
    return render("comparison.html", visit, cnn=cnn_installed(), limits=settings, visual_words=VISUAL_WORDS)


@router.get("/api/docs")
async def documentation(visit: PageVisit) -> Response:
    """The API's interactive documentation; what it says of the schema is English."""
    return render("documentation.html", visit)
