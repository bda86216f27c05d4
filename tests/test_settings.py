"""The settings can be changed from the environment and are checked."""

import os
import subprocess

import pytest
from pydantic import ValidationError

from app.environment import former_names_in_use, read_settings
from app.settings import Settings
from tests.conftest import SLOPELAB


def test_environment_overrides_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLOPELAB_MAX_STEPS", "5000")
    assert Settings().max_steps == 5000


def test_settings_do_not_change_while_the_server_runs() -> None:
    with pytest.raises(ValidationError):
        Settings().max_steps = 1  # type: ignore[misc]


def test_former_names_of_the_environment_are_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLOPELAB_KEPT_LESSON_BYTES", "7000")
    monkeypatch.setenv("SLOPELAB_AXIS_COUNT_HIGH", "30")
    monkeypatch.setenv("SLOPELAB_MAX_AXIS_COUNT", "40")
    settings = read_settings()
    assert settings.feature_cache_bytes == 7000
    assert settings.max_axis_count == 40
    sentences = former_names_in_use()
    assert len(sentences) == 2
    assert any("SLOPELAB_KEPT_LESSON_BYTES is called SLOPELAB_FEATURE_CACHE_BYTES now" in line for line in sentences)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SLOPELAB_MAX_STEPS", "0"),
        ("SLOPELAB_PORT", "70000"),
        ("SLOPELAB_MAX_COORDINATE", "inf"),
        ("SLOPELAB_REQUEST_SECONDS", "inf"),
        ("SLOPELAB_SLICE_SECONDS", "nan"),
        ("SLOPELAB_MAX_SEED", "99999999999999999999"),
        ("SLOPELAB_MAX_STEPS", "9007199254740992"),
        ("SLOPELAB_MIN_AXIS_COUNT", "513"),
        ("SLOPELAB_MAX_STREAMED_PLANE_WORK", "1"),
        ("SLOPELAB_MAX_BASIN_STARTS", "24000001"),
        ("SLOPELAB_MIN_RETRY_SECONDS", "5"),
    ],
)
def test_impossible_values_stop_the_start(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("SLOPELAB_MAX_STEPS", "many", "SLOPELAB_MAX_STEPS must be a valid integer"),
        ("SLOPELAB_MAX_STEPS", "0", "SLOPELAB_MAX_STEPS must be greater than or equal to 1."),
        ("SLOPELAB_MAX_SEED", "1" + 20 * "0", "SLOPELAB_MAX_SEED must be less than or equal to 9007199254740991."),
        (
            "SLOPELAB_MAX_CODEBOOK_WORDS",
            "5",
            "SLOPELAB_MIN_CODEBOOK_WORDS must not exceed SLOPELAB_MAX_CODEBOOK_WORDS.",
        ),
    ],
)
def test_the_command_says_in_a_sentence_what_is_impossible(variable: str, value: str, sentence: str) -> None:
    ended = subprocess.run([*SLOPELAB, "serve"], env={**os.environ, variable: value}, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"slopelab: {sentence}")
