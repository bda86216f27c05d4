"""Photographs to try the features on, those that the data set `patches` is cut from."""

from functools import cache
from http import HTTPStatus

from anyio import Path, to_thread
from fastapi.responses import Response
from PIL import Image
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from app.api.problems import problem_responses
from app.api.routing import resource_router
from app.datasets.photographs import PHOTOGRAPHS

router = resource_router("features")

_BY_ID = {photograph.id: photograph for photograph in PHOTOGRAPHS}
_MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}


class PhotographAnswer(BaseModel):
    """A photograph and its size in pixels."""

    id: str
    width: int
    height: int


@router.get("/photographs")
async def photographs() -> list[PhotographAnswer]:
    """The photographs there are."""
    return await to_thread.run_sync(_measured)


@router.get(
    "/photographs/{id}",
    response_class=Response,
    responses={
        200: {"content": {"image/png": {}, "image/jpeg": {}}, "description": "The file."},
        **problem_responses(HTTPStatus.NOT_FOUND),
    },
)
async def photograph(id: str) -> Response:
    """A photograph as a file."""
    if id not in _BY_ID:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    path = _BY_ID[id].file()
    content = await Path(path).read_bytes()
    return Response(content, headers={"cache-control": "public, max-age=86400"}, media_type=_MEDIA_TYPES[path.suffix])


@cache
def _measured() -> list[PhotographAnswer]:
    answers = []
    for photograph in PHOTOGRAPHS:
        with Image.open(photograph.file()) as image:
            answers.append(PhotographAnswer(id=photograph.id, width=image.width, height=image.height))
    return answers
