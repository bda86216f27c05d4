"""Photographs to try the features on, those that the data set `patches` is cut from."""

from functools import cache
from http import HTTPStatus
from io import BytesIO

from anyio import Path
from fastapi.responses import Response
from PIL import Image, ImageOps
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from app.datasets.photographs import PHOTOGRAPHS
from app.http.problems import problem_responses
from app.http.routing import resource_router
from app.scheduling.threads import array_threads

router = resource_router("features")

_BY_ID = {photograph.id: photograph for photograph in PHOTOGRAPHS}
THUMBNAIL = (112, 80)
"""Twice the pixels at which pages show it, for screens that have them."""

_KEEP = {"cache-control": "public, max-age=86400"}
_MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}


class PhotographAnswer(BaseModel):
    """A photograph and its size in pixels."""

    id: str
    width: int
    height: int


@router.get("/photographs")
async def photographs() -> list[PhotographAnswer]:
    """The photographs there are."""
    return await array_threads().run(_measured)


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
    return Response(content, headers=_KEEP, media_type=_MEDIA_TYPES[path.suffix])


@router.get(
    "/photographs/{id}/thumbnail",
    response_class=Response,
    responses={
        200: {"content": {"image/jpeg": {}}, "description": "Its middle, 112 × 80 pixels."},
        **problem_responses(HTTPStatus.NOT_FOUND),
    },
)
async def thumbnail(id: str) -> Response:
    """A photograph, small."""
    if id not in _BY_ID:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    content = await array_threads().run(_thumbnail, id)
    return Response(content, headers=_KEEP, media_type="image/jpeg")


@cache
def _thumbnail(id: str) -> bytes:
    jpeg = BytesIO()
    with Image.open(_BY_ID[id].file()) as image:
        ImageOps.fit(image.convert("RGB"), THUMBNAIL).save(jpeg, "JPEG", quality=85)
    return jpeg.getvalue()


@cache
def _measured() -> list[PhotographAnswer]:
    answers = []
    for photograph in PHOTOGRAPHS:
        with Image.open(photograph.file()) as image:
            answers.append(PhotographAnswer(id=photograph.id, width=image.width, height=image.height))
    return answers
