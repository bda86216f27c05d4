"""What a visitor sees at an address where there is nothing."""

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.api.problems import http_problem
from app.pages.rendering import render
from app.pages.visits import visit_of


def install_missing_page(app: FastAPI) -> None:
    """Answer unknown addresses with a page, those of the API and of files with a problem document."""

    @app.exception_handler(404)
    async def answer_missing(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith(("/api/", "/static/")):
            return http_problem(error).response()
        return render("missing.html", visit_of(request), status=404)
