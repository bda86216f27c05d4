"""The landscape of a trained classifier as a stream of lines, for those who have more time than a request."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from fastapi import Request

from app.api.accepted import weights
from app.api.line_stream import MEDIA_TYPE
from app.api.training_problems import IN_A_POSTED_RUN, lines_while_kept
from app.runs.lines import DONE, line
from app.scheduling.threads import array_threads
from app.studies.lessons import Plan
from app.studies.planes.costs import Counts
from app.studies.planes.landscape import Piece
from app.studies.planes.landscape_work import landscape_pieces
from app.studies.planes.specification import LandscapeSpecification
from app.studies.progress import Progress

CONTENT: dict[str, Any] = {
    MEDIA_TYPE: {
        "schema": {"type": "string"},
        "example": '{"type":"progress","stage":"train","share":0.5}\n'
        '{"type":"progress","stage":"losses","share":1.0}\n'
        '{"type":"landscape","x":[-1,0,1],"y":[0],"loss":[[2.1,0.4,1.9]]}\n'
        '{"type":"done"}\n',
    }
}
"""How the stream stands in the schema."""


def asks_for_lines(request: Request) -> bool:
    """Whether the media type of streams is among those that the request accepts by name."""
    return weights(request.headers.get("accept", "")).get(MEDIA_TYPE, 0.0) > 0


def landscape_lines(specification: LandscapeSpecification, plan: Plan, counts: Counts) -> AsyncGenerator[bytes]:
    """How the landscape comes along, the landscape, and that it is done; or what is wrong.

    Cancelling the consumer ends the work within one slice, unless others wait for it too.

    Args:
        plan: that of the run's objective.
        counts: as ``costs.counts_of`` found.
    """
    lines = _lines(specification, plan, counts)
    return lines_while_kept(specification.run.objective.dataset, lines, IN_A_POSTED_RUN)


async def _lines(specification: LandscapeSpecification, plan: Plan, counts: Counts) -> AsyncGenerator[bytes]:
    async with aclosing(landscape_pieces(specification, plan, counts)) as pieces:
        async for piece in pieces:
            yield await array_threads().run(_line, piece)
    yield DONE


def _line(piece: Piece) -> bytes:
    match piece:
        case Progress(stage, share):
            return line({"type": "progress", "stage": stage, "share": share})
        case landscape:
            return line({"type": "landscape", **landscape.fields})
