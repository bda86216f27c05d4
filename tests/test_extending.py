"""The changes that docs/extending.md shows, tried on a copy of the project."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.extended import extended_copy, patches

MAX_FILES = {
    "A surface": 1,
    "A rule": 1,
    "A feature": 2,
    "A data set": 1,
    "A panel": 3,
    "A limit": 1,
    "A colour": 1,
}
"""How many files each change may open, besides the words of the pages."""
CALLS = """
import json
from fastapi.testclient import TestClient
from app.main import create_app

digits = {"kind": "classifier", "dataset": "digits", "feature": "corners", "model": "softmax"}
stripes = {"kind": "classifier", "dataset": "stripes", "model": "mlp"}
sgd = {"rule": "momentum", "learning_rate": 0.05, "gradient": {"kind": "minibatch", "size": 32}}
bowl = {"kind": "surface", "id": "zakharov"}

def ends(client, run):
    lines = client.post("/api/runs", json=run).text.splitlines()
    return [line for line in map(json.loads, lines) if line["type"] == "end"]

def features(client):
    photograph = client.get("/api/photographs/coffee").content
    return client.post("/api/features", files={"image": photograph}, data={"include": "corners"}).json()

with TestClient(create_app()) as client:
    print(json.dumps({
        "surface": next(s for s in client.get("/api/surfaces").json() if s["id"] == "zakharov"),
        "descents": ends(client, {"objective": bowl, "steps": 2000, "optimizers": [
            {"rule": "gradient_descent", "learning_rate": 0.02}, {"rule": "sign_descent", "learning_rate": 0.01}]}),
        "rule": next(o for o in client.get("/api/optimizers").json() if o["id"] == "sign_descent"),
        "feature": ends(client, {"objective": digits, "epochs": 5, "optimizers": [sgd]}),
        "vectors": features(client)["vectors"],
        "dataset": next(d for d in client.get("/api/datasets").json() if d["id"] == "stripes"),
        "parted": ends(client, {"objective": stripes, "epochs": 60, "optimizers": [sgd]}),
        "limits": client.get("/api/limits").json(),
        "schema": client.get("/api/openapi.json").json()["components"]["schemas"]["RunRequest"],
        "pages": {f"{page} {language}": client.get(f"/{page}?lang={language}").text
            for page in ("features", "classifiers", "comparison") for language in ("en", "ko")},
    }))
"""


@pytest.mark.parametrize(("change", "most"), MAX_FILES.items())
def test_a_change_opens_few_files(change: str, most: int) -> None:
    files = re.findall(r"^\+\+\+ b/(.+)$", patches()[change], re.MULTILINE)
    assert len([file for file in files if "locales" not in file]) <= most


def test_every_change_is_counted() -> None:
    assert patches().keys() == MAX_FILES.keys()


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answers of a copy of the project with all changes."""
    copy = extended_copy(tmp_path_factory.mktemp("extended"))
    done = subprocess.run([sys.executable, "-c", CALLS], cwd=copy, capture_output=True, text=True, check=True)
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def test_a_surface(extended: dict[str, Any]) -> None:
    assert extended["surface"]["minima"] == [{"x": 0.0, "y": 0.0, "loss": 0.0}]
    assert extended["descents"][0]["loss"] == pytest.approx(0.0, abs=1e-6)


def test_a_rule(extended: dict[str, Any]) -> None:
    assert extended["rule"]["source"] == "w = w - lr*sign(g)"
    assert extended["rule"]["classifier_learning_rate"] == 0.002
    assert extended["surface"]["learning_rates"]["sign_descent"] == 0.3
    assert extended["descents"][1]["loss"] == pytest.approx(0.0, abs=1e-3)


def test_a_feature(extended: dict[str, Any]) -> None:
    (end,) = extended["feature"]
    assert end["test_accuracy"] > 0.3
    assert len(extended["vectors"]["corners"]) == 12
    for page in ("features", "classifiers", "comparison"):
        assert "Quadrant colours" in extended["pages"][f"{page} en"].partition('id="words"')[0]
        assert "사분면 색" in extended["pages"][f"{page} ko"].partition('id="words"')[0]


def test_a_data_set(extended: dict[str, Any]) -> None:
    assert extended["dataset"]["installed"]
    assert extended["dataset"]["train"] == 450
    (end,) = extended["parted"]
    assert end["test_accuracy"] > 0.9


def test_a_limit(extended: dict[str, Any]) -> None:
    assert extended["limits"]["steps"]["high"] == 2_000_000
    assert extended["schema"]["properties"]["steps"]["maximum"] == 2_000_000
