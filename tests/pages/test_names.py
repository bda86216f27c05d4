"""The pages have words for everything that the API names."""

import re
from typing import get_args

import pytest

from app.datasets.image_archive import MESSAGES as ARCHIVE_MESSAGES
from app.datasets.photographs import PHOTOGRAPHS, Photograph
from app.gradient_checks.faults import Kind
from app.gradient_checks.verdicts import SENTENCES
from app.language.faults import MESSAGES
from app.pages.locales import read_catalogue
from app.runs.anatomy import PARTS

WORDS = read_catalogue("en").words


@pytest.mark.parametrize("photograph", PHOTOGRAPHS, ids=lambda photograph: photograph.id)
def test_every_photograph_has_a_name(photograph: Photograph) -> None:
    assert WORDS[f"photograph.{photograph.id}"]


@pytest.mark.parametrize("code", MESSAGES)
def test_every_fault_of_a_text_has_its_sentence(code: str) -> None:
    named = re.findall(r"\{(\w+)\}", MESSAGES[code])
    assert set(named) <= set(re.findall(r"\{(\w+)\}", WORDS[f"fault.{code}"]))


@pytest.mark.parametrize("code", ARCHIVE_MESSAGES)
def test_every_fault_of_an_archive_is_told_as_the_api_tells_it(code: str) -> None:
    assert WORDS[f"upload_fault.{code}"] == ARCHIVE_MESSAGES[code].replace(":,", "")


@pytest.mark.parametrize(
    "code",
    [
        *("large_file", "reading_takes_long", "reading_takes_memory", "cannot_be_decoded", "cannot_be_kept"),
        *("cannot_be_deleted", "unknown_dataset", "uploads_off"),
    ],
)
def test_every_other_refusal_of_an_upload_has_its_sentence(code: str) -> None:
    assert WORDS[f"upload_fault.{code}"]


@pytest.mark.parametrize("reason", SENTENCES)
def test_every_reason_of_a_failed_check_is_told_as_the_api_tells_it(reason: str) -> None:
    assert WORDS[f"check.reason.{reason}"] == SENTENCES[reason]  # type: ignore[index]


@pytest.mark.parametrize("kind", [*get_args(Kind), "missing", "surplus"])
def test_every_fault_of_a_gradient_has_its_sentence(kind: str) -> None:
    assert WORDS[f"check.fault.{kind}"]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_step_has_a_name(part: str) -> None:
    assert WORDS[f"anatomy.{part}"]
