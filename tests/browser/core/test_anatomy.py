"""The arrows of a step."""

from typing import Any

import pytest

from tests.browser.core.conftest import Call

NOTHING = {"x": 0, "y": 0, "length": 0}


def anatomy(**parts: dict[str, Any]) -> dict[str, Any]:
    kinds = ("gradient", "memory", "scaling", "decay", "noise")
    return {
        "step": 3,
        "start": [1, 2],
        "parts": [{"kind": kind, **parts.get(kind, NOTHING)} for kind in kinds],
        "total": {"x": 0.5, "y": 1, "length": 1.118},
    }


def test_arrows_follow_each_other_and_the_step_comes_last(call: Call) -> None:
    step = anatomy(gradient={"x": -0.5, "y": 0, "length": 0.5}, memory={"x": 1, "y": 1, "length": 1.41})
    arrows = call("anatomy", "(m, step) => m.arrowsOf(step)", step)
    assert [arrow["kind"] for arrow in arrows] == ["gradient", "memory", "total"]
    assert arrows[0]["to"] == arrows[1]["from"] == {"x": 0.5, "y": 2}
    assert arrows[1]["to"] == arrows[2]["to"] == {"x": 1.5, "y": 3}
    assert arrows[2]["from"] == {"x": 1, "y": 2}


def test_dust_of_rounding_is_no_part(call: Call) -> None:
    step = anatomy(gradient={"x": 1, "y": 0, "length": 1}, scaling={"x": 1e-17, "y": 0, "length": 1e-17})
    kinds = call("anatomy", "(m, step) => m.partsThatCount(step).map(({ kind }) => kind)", step)
    assert kinds == ["gradient"]


@pytest.mark.parametrize("missing", ["x", "y"])
def test_a_part_that_is_not_finite_has_no_arrows(call: Call, missing: str) -> None:
    step = anatomy(gradient={"x": 1, "y": 1, "length": None, missing: None})
    assert call("anatomy", "(m, step) => m.arrowsOf(step)", step) == []
