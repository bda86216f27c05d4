"""The words of the pages, in each language."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "en"

LOCALES = Path(__file__).parent / "locales"

Tree = Mapping[str, "str | Tree"]


@dataclass(frozen=True)
class Catalogue:
    """Every visible string in one language, by its dotted key."""

    language: Language
    words: Mapping[str, str]

    def t(self, key: str, **values: object) -> str:
        """The text for ``key`` with its ``{name}`` placeholders filled; raises KeyError for an unknown key."""
        return self.words[key].format(**values)


def flatten(tree: Tree, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a nested catalogue with their dotted keys: ``{"a": {"b": "c"}}`` gives ``("a.b", "c")``."""
    for name, entry in tree.items():
        if isinstance(entry, str):
            yield prefix + name, entry
        else:
            yield from flatten(entry, f"{prefix}{name}.")


def read_catalogue(language: Language) -> Catalogue:
    """The catalogue of ``language`` from its file."""
    tree: Tree = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    return Catalogue(language, dict(flatten(tree)))


def negotiate(requested: str | None, accepted: str) -> Language:
    """The language to answer in: the one ``requested`` by name, else the best of an Accept-Language header."""
    for language in LANGUAGES:
        if language == requested:
            return language
    for range_ in _by_preference(accepted):
        for language in LANGUAGES:
            if range_.split("-")[0] == language:
                return language
    return DEFAULT


def _by_preference(accepted: str) -> list[str]:
    """The language ranges of an Accept-Language header, best first; those of quality 0 or none are left out."""
    weighted = []
    for part in accepted.lower().split(","):
        range_, _, quality = part.strip().partition(";q=")
        weight = _quality(quality) if quality else 1.0
        if weight > 0:
            weighted.append((-weight, range_.strip()))
    return [range_ for _, range_ in sorted(weighted, key=lambda pair: pair[0])]


def _quality(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
