"""Large answers of numbers, encoded off the event loop."""

from typing import Any

import orjson
from fastapi.responses import Response


def json_answer(content: Any) -> Response:
    """The content as JSON; numpy arrays are written as lists, non-finite numbers as null."""
    return Response(orjson.dumps(content, option=orjson.OPT_SERIALIZE_NUMPY), media_type="application/json")
