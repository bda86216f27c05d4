"""Every entry of a catalogue brings its texts to the pages, in both languages."""

import pytest

from app.features.catalogue import FEATURES
from app.language.settings import Setting
from app.objectives.catalogue import SURFACES
from app.objectives.surfaces import Surface
from app.optimizers.rules import CUSTOM_RULE, RULES, Rule
from app.optimizers.schedules import SCHEDULES, Schedule
from app.optimizers.searches import SEARCHES, Search
from app.pages.catalogue_texts import catalogue_texts
from app.texts import LANGUAGES, Language


def test_a_text_is_found_by_the_id_of_its_entry() -> None:
    english, korean = (catalogue_texts(language) for language in LANGUAGES)
    assert english["surface.beale.name"] == SURFACES["beale"].name.en
    assert korean["rule.adam.meaning"] == RULES["adam"].meaning.ko
    assert english["feature.hog+color.name"] == "HOG + colour"
    assert korean["dataset.digits"] == "손글씨 숫자"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_its_texts(language: Language) -> None:
    texts = catalogue_texts(language)
    keys = {f"surface.{id}.{part}" for id in SURFACES for part in ("name", "teaches")}
    keys |= {f"rule.{id}.{part}" for id in (*RULES, *SEARCHES, "custom") for part in ("name", "meaning")}
    keys |= {f"feature.{id}.{part}" for id in FEATURES for part in ("name", "meaning")}
    assert keys <= texts.keys()
    assert all(texts.values())


def known_settings() -> list[Setting]:
    """The settings of all entries."""
    optimizers: list[Rule | Search] = [*RULES.values(), CUSTOM_RULE, *SEARCHES.values()]
    others: list[Schedule | Surface] = [*SCHEDULES.values(), *SURFACES.values()]
    return [setting for entry in (*optimizers, *others) for setting in entry.settings]


def test_settings_of_one_name_have_the_same_texts() -> None:
    texts = {(setting.name, setting.label, setting.meaning) for setting in known_settings()}
    assert len(texts) == len({name for name, _, _ in texts})


def test_a_setting_is_named_as_requests_name_it() -> None:
    for setting in known_settings():
        assert setting.label.en.replace(" ", "") == setting.name.replace("_", "")
