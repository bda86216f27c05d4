"""The picture that a link to Slopelab shows where it is shared (Open Graph): the first visit's run.

It is without the fourth of its optimizers, which guesses at random: that path would cover the map.
"""

import hashlib
from functools import cache

from fastapi import APIRouter, Request
from PIL import Image, ImageDraw, ImageFont
from starlette.responses import Response

from app.features.png_files import png_file
from app.http.entity_tags import has_current
from app.runs.specification import RunSpecification
from app.scheduling.threads import array_threads
from app.settings import settings
from app.studies.run_picture import View, run_picture

WIDTH, HEIGHT = 1200, 630
"""What most sites that show previews ask for."""

RUN = RunSpecification.model_validate(
    {
        "objective": {"kind": "surface", "id": "beale"},
        "start": [min(coordinate, settings.coordinate_bound) for coordinate in (0.75, 1.5)],
        "steps": min(300, settings.max_steps),
        "optimizers": [
            {"rule": "gradient_descent", "learning_rate": 0.01},
            {"rule": "momentum", "learning_rate": 0.01},
            {"rule": "adam", "learning_rate": 0.3},
        ][: settings.max_optimizers],
    }
)
VIEW = View(left=-3.4, bottom=-2.4, width=8.6)
INK = "#e9ecef"
KEEP = "public, max-age=86400"

router = APIRouter(include_in_schema=False)


@router.get("/preview.png")
async def preview(request: Request) -> Response:
    """The picture, drawn when it is first asked for."""
    png = await array_threads().run(preview_png)
    headers = {"cache-control": KEEP, "etag": f'"{hashlib.sha256(png).hexdigest()[:20]}"'}
    if has_current(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(png, headers=headers, media_type="image/png")


@cache
def preview_png() -> bytes:
    """The run with the name of the project, as a PNG."""
    picture = Image.fromarray(run_picture(RUN, VIEW, WIDTH, HEIGHT))
    ImageDraw.Draw(picture).text((64, 56), "Slopelab", INK, ImageFont.load_default(88))
    return png_file(picture)
