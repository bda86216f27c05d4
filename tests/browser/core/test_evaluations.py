"""What an optimizer has spent."""

import pytest

from tests.browser.core.conftest import Call


@pytest.mark.parametrize(
    ("gradient", "kind", "spent"),
    [
        ("analytic", "rule", {"losses": 0, "gradients": 300}),
        ("noisy", "rule", {"losses": 0, "gradients": 300}),
        ("numeric", "rule", {"losses": 1200, "gradients": 0}),
        ("analytic", "search", {"losses": 301, "gradients": 0}),
    ],
)
def test_they_are_what_the_server_counts(call: Call, gradient: str, kind: str, spent: dict[str, int]) -> None:
    optimizer = {"gradient": {"kind": gradient}}
    assert call("evaluations", "(m, [o, kind]) => m.evaluationsAt(o, kind, 300)", [optimizer, kind]) == spent
