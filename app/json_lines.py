"""Lines of newline-delimited JSON, of which every stream is made. Numbers that are not finite become null."""

from collections.abc import Mapping
from typing import Any

import orjson


def line(content: Mapping[str, Any]) -> bytes:
    """An object as one line; numpy arrays are written as lists."""
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SERIALIZE_NUMPY)


DONE = line({"type": "done"})
"""The last line of a stream that came to its end."""
