"""What schemathesis needs to know to check streams: how to read a line."""

import json
from typing import Any

import schemathesis
from pydantic import ValidationError

from tests.api.streams import MODELS


@schemathesis.deserializer("application/x-ndjson")
def unexpected_or_last_line(context: schemathesis.DeserializationContext, response: schemathesis.Response) -> Any:
    """The first line of a stream that its model refuses, or the last line; the schema describes one line."""
    lines = [json.loads(line) for line in response.content.splitlines()]
    for line in lines:
        try:
            MODELS[context.operation.path].model_validate(line)
        except ValidationError:
            return line
    return lines[-1]
