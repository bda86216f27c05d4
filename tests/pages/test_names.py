"""The pages call surfaces, optimizers and their settings what the API calls them."""

import pytest

from app.objectives.catalogue import SURFACES
from app.optimizers.rules import RULES, Rule
from app.optimizers.searches import SEARCHES, Search
from app.pages.catalogues import read_catalogue

WORDS = read_catalogue("en").words


@pytest.mark.parametrize("surface", SURFACES)
def test_surfaces(surface: str) -> None:
    assert WORDS[f"surface.{surface}.name"] == SURFACES[surface].name
    assert WORDS[f"surface.{surface}.teaches"] == SURFACES[surface].teaches


@pytest.mark.parametrize("optimizer", [*RULES.values(), *SEARCHES.values()], ids=[*RULES, *SEARCHES])
def test_optimizers_and_their_settings(optimizer: Rule | Search) -> None:
    assert WORDS[f"rule.{optimizer.id}.name"] == optimizer.name
    assert WORDS[f"rule.{optimizer.id}.meaning"] == optimizer.meaning
    for setting in optimizer.settings:
        assert WORDS[f"setting.{setting.name}.meaning"] == setting.meaning
