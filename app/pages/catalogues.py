"""The words of the pages, in each language."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from app.api.accepted import weights

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
    weighted = [(range_, weight) for range_, weight in weights(accepted).items() if weight > 0]
    return [range_ for range_, _ in sorted(weighted, key=lambda pair: -pair[1])]
