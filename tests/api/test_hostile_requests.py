"""Every example of the documentation, corrupted at random places: each request is answered, or refused clearly."""

import copy
import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.test_examples import EXAMPLES

VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        -1,
        0,
        2,
        10**30,
        1e308,
        -1e-320,
        float("nan"),
        float("inf"),
        "",
        "5",
        "x",
        "x + z",
        "9**9**9",
        "__import__('os')",
        "w = w - lr*g",
        "\0",
        "х",
        "(" * 600,
        [],
        [[]],
        [0, 0],
        ["x", "y"],
        {},
        {"kind": "expression", "expression": "log(x)"},
        {"kind": "surface", "id": "kink"},
        {"rule": "random_search"},
        {"rule": "custom", "source": "w = w/0*g"},
        {"rule": "custom", "source": "w = w - lr/(t - 2)*g"},
        {"low": 0, "high": 0},
        {"low": 1e-300, "high": 2e-300, "count": 2},
    ]
)
REQUESTS = {parameter.id: parameter.values for parameter in EXAMPLES}


def places(document: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a JSON document."""
    if not isinstance(document, dict | list):
        return []
    keys = list(document) if isinstance(document, dict) else list(range(len(document)))
    return [(document, key) for key in keys] + [place for key in keys for place in places(document[key])]


@pytest.mark.parametrize("name", REQUESTS)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spoilt_request_is_answered_or_refused_in_words(client: httpx.Client, name: str, data: st.DataObject) -> None:
    path, example = REQUESTS[name]
    request = copy.deepcopy(example)
    for _ in range(data.draw(st.integers(1, 2))):
        container, key = data.draw(st.sampled_from(places(request) or [({"": None}, "")]))
        container[key] = copy.deepcopy(data.draw(VALUES))
    answer = client.post(
        str(path), content=json.dumps(request), headers={"content-type": "application/json"}, timeout=300
    )

    if answer.status_code != 200:
        assert answer.status_code == 422, (answer.text, request)
        problem = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        assert all(error["message"] for error in problem["errors"])
        assert "Traceback" not in answer.text
    elif answer.headers["content-type"].startswith("application/x-ndjson"):
        assert json.loads(answer.text.splitlines()[-1])["type"] == "done", request
    else:
        assert "NaN" not in answer.text
        assert "Infinity" not in answer.text
