"""The preview picture of shared links to Slopelab (Open Graph): the run of a first visit."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from fastapi import APIRouter, Request
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from starlette.responses import Response

from app.engine.steppers import Frame
from app.features.png import png_file
from app.http.negotiation import has_current
from app.instance import current_settings
from app.interruption import checkpoint
from app.requests.runs import PlaneStepper, RunRequest
from app.scheduling.threads import array_threads

LOW_TO_HIGH = ("#41b7c7", "#32a1b3", "#228ba0", "#1e768a", "#196175", "#1a4d5e", "#193a48", "#182933", "#14191f")
INK = "#e9ecef"
CASING = "#171c21"
PATHS = ("#7794e1", "#ec696c", "#6dfdab", "#f4f6f7", "#c983a4", "#d3c004", "#ebb4ff", "#2bbfc5")
"""The colours of the dark theme: the map, contours and text, the halo of a path, and a path for each position."""

CONTOURS = 14
CONTOUR_OPACITY = 0.3
HEIGHT_SHARE = 0.3
"""How high the highest point stands above the lowest, as a share of the larger side, for the light."""
LIGHT = (-0.5, 0.5, 0.5**0.5)
"""The direction of the light: from the upper left, 45° above the plane."""
MAX_DARKER, MAX_LIGHTER = 0.16, 0.12
SCALE_PERCENTILE = 1.5
FINER = 2
"""The factor by which lines are drawn larger and then scaled down, which smooths their edges."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class View:
    """A rectangle of the plane.

    Attributes:
        left, bottom: the coordinates of its lower left corner.
        width: the width in units of the coordinates; the height follows from the picture, since both axes have one
            scale.
    """

    left: float
    bottom: float
    width: float


def run_picture(run: RunRequest, view: View, width: int, height: int) -> Pixels:
    """Draw a run of two weights on the map of its loss.

    Args:
        run: a run of at most as many optimizers as there are ``PATHS``.
        width, height: the size of the picture, in pixels.

    Returns:
        (height, width, 3) sRGB.

    Raises:
        FaultyTextError: the expression or a rule does not belong to the language.
    """
    unit = view.width / width
    x = view.left + unit * (np.arange(width) + 0.5)
    y = view.bottom + unit * (np.arange(height)[::-1] + 0.5)
    picture = Image.fromarray(map_picture(run.objective.objective().losses(x[np.newaxis, :], y[:, np.newaxis])))
    size = (FINER * width, FINER * height)
    lines = Image.new("RGBA", size)
    draw = ImageDraw.Draw(lines)
    for stepper, colour in zip(run.steppers(), PATHS[: len(run.optimizers)], strict=True):
        checkpoint()
        path = _path(stepper, run.steps)
        places = (path - (view.left, view.bottom)) / unit * FINER
        corners = [(float(px), float(size[1] - py)) for px, py in places]
        draw.line(corners, fill=CASING, width=10 * FINER, joint="curve")
        draw.line(corners, fill=colour, width=5 * FINER, joint="curve")
        draw.circle(corners[-1], 9 * FINER, fill=colour, outline=CASING, width=2 * FINER)
    checkpoint()
    smaller = lines.resize((width, height), Image.Resampling.BOX)
    picture.paste(smaller, mask=smaller)
    return np.asarray(picture)


def _path(stepper: PlaneStepper, steps: int) -> NDArray[np.float64]:
    """Compute the finite points of an optimizer's path, (k, 2), k ≥ 1."""
    state, frame = stepper.advance(stepper.initial(), steps + 1)
    path = _points(frame)
    while not state.ended:
        state, frame = stepper.advance(state, steps + 1)
        path = np.concatenate([path, _points(frame)])
    return path[np.isfinite(path).all(axis=1)]


def _points(frame: Frame) -> NDArray[np.float64]:
    return np.array([frame.columns["x"], frame.columns["y"]], np.float64).T


def map_picture(losses: NDArray[np.floating[Any]], contours: int = CONTOURS) -> Pixels:
    """Colour losses as pages do at night: tones of their logarithm, lit from the upper left, with contour lines.

    Args:
        losses: (H, W), some of them finite.
        contours: the number of contour lines, evenly spaced on the scale of the tones.

    Returns:
        (H, W, 3) sRGB.
    """
    finite = np.isfinite(losses)
    lowest, highest = losses[finite].min(), losses[finite].max()
    checkpoint()
    above = np.where(finite, losses, highest) - lowest
    tones = np.log1p(above / (np.percentile(above, SCALE_PERCENTILE) or 1.0))
    checkpoint()
    shares = tones / (tones.max() or 1.0)
    stops = np.array([_rgb(colour) for colour in LOW_TO_HIGH])
    at = np.linspace(0, 1, len(stops))
    brightness = _brightness(shares)
    colours = np.empty((*losses.shape, stops.shape[1]))
    for place, channel in enumerate(stops.T):
        checkpoint()
        colours[..., place] = np.interp(shares, at, channel) * brightness
    checkpoint()
    levels = np.floor(shares * (contours + 1))
    edges = np.zeros(levels.shape, bool)
    edges[:, 1:] |= levels[:, 1:] != levels[:, :-1]
    edges[1:] |= levels[1:] != levels[:-1]
    checkpoint()
    colours[edges] += CONTOUR_OPACITY * (_rgb(INK) - colours[edges])
    return colours.round().astype(np.uint8)


def _brightness(heights: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Light heights (H, W) between 0 and 1 by Lambert's law: factors near 1, which is that of level ground."""
    rise = HEIGHT_SHARE * max(heights.shape)
    down, right = np.gradient(heights * rise)
    checkpoint()
    facing = (LIGHT[2] - right * LIGHT[0] + down * LIGHT[1]) / np.sqrt(1 + right**2 + down**2)
    change = facing / LIGHT[2] - 1
    lighter = MAX_LIGHTER * change / (1 / LIGHT[2] - 1)
    factors: NDArray[np.floating[Any]] = 1 + np.where(change < 0, MAX_DARKER * np.maximum(-1, change), lighter)
    return factors


def _rgb(colour: str) -> NDArray[np.float64]:
    """Parse the channels of ``#rrggbb``, 0–255."""
    return np.frombuffer(bytes.fromhex(colour[1:]), np.uint8).astype(np.float64)


WIDTH, HEIGHT = 1200, 630
"""The size that most sites request for previews."""

VIEW = View(left=-3.4, bottom=-2.4, width=8.6)
KEEP = "public, max-age=86400"

router = APIRouter(include_in_schema=False)


@router.get("/preview.png")
async def preview(request: Request) -> Response:
    """Serve the picture, which is drawn at the first request."""
    png = await array_threads().run(preview_png)
    headers = {"cache-control": KEEP, "etag": f'"{hashlib.sha256(png).hexdigest()[:20]}"'}
    if has_current(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(png, headers=headers, media_type="image/png")


def preview_png() -> bytes:
    """Draw the run of a first visit with the name of the project, as a PNG."""
    return _png_of(_first_run().model_dump_json())


@lru_cache(maxsize=4)
def _png_of(run: str) -> bytes:
    """Draw a run, passed as the JSON of its request."""
    picture = Image.fromarray(run_picture(RunRequest.model_validate_json(run), VIEW, WIDTH, HEIGHT))
    ImageDraw.Draw(picture).text((64, 56), "Slopelab", INK, ImageFont.load_default(88))
    return png_file(picture)


def _first_run() -> RunRequest:
    """Return the run that a first visit shows, as far as the limits allow."""
    settings = current_settings()
    return RunRequest.model_validate(
        {
            "objective": {"kind": "surface", "id": "beale"},
            "start": [min(coordinate, settings.max_coordinate) for coordinate in (0.75, 1.5)],
            "steps": min(300, settings.max_steps),
            "optimizers": [
                {"rule": "gradient_descent", "learning_rate": 0.01},
                {"rule": "momentum", "learning_rate": 0.01},
                {"rule": "adam", "learning_rate": 0.3},
            ][: settings.max_optimizers],
        }
    )
