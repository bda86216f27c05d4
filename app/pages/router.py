"""The addresses of the pages, and the page for unknown addresses."""

from fastapi import APIRouter, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.features.catalogue import CATALOGUE
from app.features.cnn.reading import cnn_installed
from app.features.extraction import DESIGNED, VECTOR_FEATURES
from app.http.problems import http_problem
from app.instance import current_settings
from app.pages.lesson import PARTS
from app.pages.locales import PageVisit, visit_of
from app.pages.rendering import catalogue, render
from app.requests.codebooks import default_words
from app.requests.comparisons import LEARNED
from app.texts import Language


def install_missing_page(app: FastAPI) -> None:
    """Answer unknown addresses with a page, or with a problem document below the API and the static files."""

    @app.exception_handler(404)
    async def answer_missing(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith(("/api/", "/static/")):
            return http_problem(error).response()
        return render("missing.html", visit_of(request), status=404)


router = APIRouter(include_in_schema=False)


@router.get("/")
async def front(visit: PageVisit) -> Response:
    """The front page: a run that plays, and doors to the lesson and the labs."""
    return render("front.html", visit)


@router.get("/lesson")
async def lesson(visit: PageVisit) -> Response:
    """The lecture as one story."""
    return render("lesson.html", visit, parts=PARTS, visual_words=_visual_words())


@router.get("/landscapes")
async def landscapes(visit: PageVisit) -> Response:
    """The landscape lab."""
    return render("landscapes.html", visit)


@router.get("/features")
async def features(visit: PageVisit) -> Response:
    """The image feature lab, with the network's reading if its extra is installed."""
    return render("features.html", visit, readings=_readings(visit.language))


@router.get("/classifiers")
async def classifiers(visit: PageVisit) -> Response:
    """The classifier lab."""
    return render("classifiers.html", visit, features=[entry.id for entry in CATALOGUE], limits=current_settings())


@router.get("/comparison")
async def comparison(visit: PageVisit) -> Response:
    """Features compared."""
    return render(
        "comparison.html",
        visit,
        features=_compared_features(),
        quick={entry.id for entry in CATALOGUE if entry.is_quick},
        cnn=cnn_installed(),
        limits=current_settings(),
        visual_words=_visual_words(),
    )


@router.get("/api/docs")
async def documentation(visit: PageVisit) -> Response:
    """The API's interactive documentation; what it says of the schema is English."""
    return render("documentation.html", visit)


def _readings(language: Language) -> dict[str, str]:
    """Return the label of each feature that the image feature lab shows, in the order of its tabs."""
    words = catalogue(language).words
    ids = (*DESIGNED, *VECTOR_FEATURES, *(["cnn"] if cnn_installed() else []))
    return {id: words.get(f"readings.{id}") or words[f"feature.{id}.name"] for id in ids}


def _compared_features() -> list[str]:
    """List the features in the order of history, with the network that learns its own before the pretrained one."""
    designed = [entry.id for entry in CATALOGUE if entry.id != "cnn"]
    return [*designed, LEARNED, *(["cnn"] if cnn_installed() else [])]


def _visual_words() -> str:
    """The default number of visual words, as the pages write it."""
    return f"{default_words():,}"
