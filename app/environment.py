"""Reading the settings from the environment, and a sentence for one that is impossible."""

import os
import re
import sys

from pydantic import ValidationError

from app.settings import PREFIX, Settings

FORMER_NAMES = {
    "max_coordinate": "coordinate_bound",
    "min_axis_count": "axis_count_low",
    "max_axis_count": "axis_count_high",
    "min_codebook_words": "codebook_words_low",
    "max_codebook_words": "codebook_words_high",
    "max_codebooks": "kept_codebooks",
    "feature_cache_bytes": "kept_lesson_bytes",
    "max_feature_files": "kept_features",
    "trajectory_cache_bytes": "kept_trajectory_bytes",
    "max_cached_landscapes": "kept_landscapes",
    "max_waiting_images": "waiting_images",
    "max_uploads_per_visitor": "kept_uploads",
    "max_upload_bytes_per_visitor": "kept_upload_bytes",
    "max_uploads": "all_kept_uploads",
    "max_upload_bytes": "all_kept_upload_bytes",
    "min_retry_seconds": "retry_after_low",
    "max_retry_seconds": "retry_after_high",
    "max_repeated_log_lines": "same_log_lines",
}
"""The names of settings before version 0.2; the environment may still use them."""


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SystemExit: with status 2 and a sentence, if one is impossible.
    """
    try:
        return Settings.model_validate(_formerly_named())
    except ValidationError as error:
        print(f"slopelab: {_sentence(error)}", file=sys.stderr)
        raise SystemExit(2) from None


def former_names_in_use() -> list[str]:
    """Write a sentence for each variable of the environment that has a new name."""
    return [
        f"{_variable(former)} is called {_variable(name)} now; the former name goes with the next version."
        for name, former in FORMER_NAMES.items()
        if _variable(former) in os.environ
    ]


def _formerly_named() -> dict[str, str]:
    """Return the settings that the environment has only under their former names."""
    return {
        name: os.environ[_variable(former)]
        for name, former in FORMER_NAMES.items()
        if _variable(former) in os.environ and _variable(name) not in os.environ
    }


def _sentence(error: ValidationError) -> str:
    """Describe the first fault, by the name of the environment variable."""
    first = error.errors()[0]
    fault = first["msg"].removeprefix("Value error, ").replace("Input should", "must", 1)
    for name in sorted(Settings.model_fields, key=len, reverse=True):
        fault = re.sub(rf"(?<![\w_]){name}(?![\w_])", _variable(name), fault)
    place = f"{_variable(str(first['loc'][0]))} " if first["loc"] else ""
    return f"{place}{fault}."


def _variable(name: str) -> str:
    return PREFIX + name.upper()
