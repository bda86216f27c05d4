"""Names for what was specified."""

import hashlib
from typing import Any

import orjson


def digest_of(content: Any) -> str:
    """32 hexadecimal digits that differ where the content, made of what JSON knows, does."""
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]
