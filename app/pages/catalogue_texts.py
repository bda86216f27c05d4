"""The texts of the entries of all catalogues, under the keys by which pages find them."""

from collections.abc import Iterator
from itertools import chain

from app.datasets.catalogue import BUILT_IN
from app.features.catalogue import CATALOGUE as FEATURES
from app.language.settings import Setting
from app.objectives.catalogue import SURFACES
from app.objectives.surfaces import Surface
from app.optimizers.rules import CUSTOM_RULE, RULES, Rule, learning_rate_setting
from app.optimizers.schedules import SCHEDULES, Schedule
from app.optimizers.searches import SEARCHES, Search
from app.texts import Language, Text


def catalogue_texts(language: Language) -> dict[str, str]:
    """Return the texts by keys such as ``surface.beale.name``."""
    return {key: text.in_language(language) for key, text in _texts()}


def _texts() -> Iterator[tuple[str, Text]]:
    for surface in SURFACES.values():
        yield f"surface.{surface.id}.name", surface.name
        yield f"surface.{surface.id}.teaches", surface.teaches
    optimizers: tuple[Rule | Search, ...] = (*RULES.values(), CUSTOM_RULE, *SEARCHES.values())
    for optimizer in optimizers:
        yield f"rule.{optimizer.id}.name", optimizer.name
        yield f"rule.{optimizer.id}.meaning", optimizer.meaning
    for feature in FEATURES:
        yield f"feature.{feature.id}.name", feature.name
        yield f"feature.{feature.id}.meaning", feature.meaning
    for dataset in BUILT_IN.values():
        yield f"dataset.{dataset.id}", dataset.label
    for setting in _settings():
        yield f"setting.{setting.name}.name", setting.label
        yield f"setting.{setting.name}.meaning", setting.meaning


def _settings() -> Iterator[Setting]:
    """Yield the settings of all entries; those of one name have the same texts."""
    entries: tuple[Rule | Search | Schedule | Surface, ...] = (
        *RULES.values(),
        *SEARCHES.values(),
        *SCHEDULES.values(),
        *SURFACES.values(),
    )
    yield learning_rate_setting(RULES["gradient_descent"].learning_rate)
    yield from chain.from_iterable(entry.settings for entry in entries)
