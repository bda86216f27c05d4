"""The texts of the searches (S2, S3)."""

import pytest

from app.language.compilation import compile_scalars
from app.optimizers.searches import PROPOSAL_NAMES, SEARCHES


def proposed(search: str, w: float, u: float, low: float, high: float, *settings: float) -> float:
    chosen = SEARCHES[search]
    return compile_scalars((chosen.candidate,), (*PROPOSAL_NAMES, *chosen.setting_names))(w, u, low, high, *settings)[0]


@pytest.mark.parametrize(("u", "guess"), [(0.0, -4.0), (0.5, 1.0), (1.0, 6.0)])
def test_random_search_proposes_any_point_of_the_domain(u: float, guess: float) -> None:
    assert proposed("random_search", 99.0, u, -4.0, 6.0) == guess
    assert SEARCHES["random_search"].distribution == "uniform"


@pytest.mark.parametrize(("u", "guess"), [(0.0, 3.0), (2.0, 4.0), (-1.0, 2.5)])
def test_local_search_proposes_points_around_the_best(u: float, guess: float) -> None:
    assert proposed("local_search", 3.0, u, -4.0, 6.0, 0.5) == guess
    assert SEARCHES["local_search"].distribution == "normal"


def test_the_scale_of_local_search() -> None:
    (scale,) = SEARCHES["local_search"].settings
    assert (scale.name, scale.default, scale.low, scale.high) == ("scale", 0.1, 1e-6, 1e3)
    assert SEARCHES["random_search"].settings == ()
