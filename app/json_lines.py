"""Lines of newline-delimited JSON, the format of every stream. Numbers that are not finite become null."""

from collections.abc import Mapping
from typing import Any

import orjson


def line(content: Mapping[str, Any]) -> bytes:
    """Write an object as one line; numpy arrays are written as lists."""
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SERIALIZE_NUMPY)


DONE = line({"type": "done"})
"""The last line of a complete stream."""
