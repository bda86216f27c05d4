"""The four changes that docs/extending.md shows, tried on a copy of the project."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PATCH = re.compile(r"```diff\n(.*?)```", re.DOTALL)
CALLS = """
import json
from fastapi.testclient import TestClient
from app.main import create_app
from app.pages.locales import LANGUAGES, read_catalogue

digits = {"kind": "classifier", "dataset": "digits", "feature": "corners", "model": "softmax"}
stripes = {"kind": "classifier", "dataset": "stripes", "model": "mlp"}
sgd = {"rule": "momentum", "learning_rate": 0.05, "gradient": {"kind": "minibatch", "size": 32}}
bowl = {"kind": "surface", "id": "zakharov"}

def ends(client, run):
    lines = client.post("/api/runs", json=run).text.splitlines()
    return [line for line in map(json.loads, lines) if line["type"] == "end"]

with TestClient(create_app()) as client:
    print(json.dumps({
        "surface": next(s for s in client.get("/api/surfaces").json() if s["id"] == "zakharov"),
        "descents": ends(client, {"objective": bowl, "steps": 2000, "optimizers": [
            {"rule": "gradient_descent", "learning_rate": 0.02}, {"rule": "sign_descent", "learning_rate": 0.01}]}),
        "rule": next(o for o in client.get("/api/optimizers").json() if o["id"] == "sign_descent"),
        "feature": ends(client, {"objective": digits, "epochs": 5, "optimizers": [sgd]}),
        "dataset": next(d for d in client.get("/api/datasets").json() if d["id"] == "stripes"),
        "parted": ends(client, {"objective": stripes, "epochs": 60, "optimizers": [sgd]}),
        "words": [sorted(read_catalogue(language).words) for language in LANGUAGES],
    }))
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answers of a copy of the project with all four changes."""
    copy = tmp_path_factory.mktemp("extended")
    for folder in ("app", "static", "templates"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    patches = PATCH.findall((ROOT / "docs" / "extending.md").read_text())
    assert len(patches) == 4
    for patch in patches:
        subprocess.run(["git", "apply", "-"], cwd=copy, input=patch, text=True, check=True)
    done = subprocess.run([sys.executable, "-c", CALLS], cwd=copy, capture_output=True, text=True, check=True)
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def test_a_surface(extended: dict[str, Any]) -> None:
    assert extended["surface"]["minima"] == [{"x": 0.0, "y": 0.0, "loss": 0.0}]
    assert extended["descents"][0]["loss"] == pytest.approx(0.0, abs=1e-6)


def test_a_rule(extended: dict[str, Any]) -> None:
    assert extended["rule"]["source"] == "w = w - lr*sign(g)"
    assert extended["descents"][1]["loss"] == pytest.approx(0.0, abs=1e-3)


def test_a_feature(extended: dict[str, Any]) -> None:
    (end,) = extended["feature"]
    assert end["test_accuracy"] > 0.3


def test_a_data_set(extended: dict[str, Any]) -> None:
    assert extended["dataset"]["installed"]
    assert extended["dataset"]["train"] == 450
    (end,) = extended["parted"]
    assert end["test_accuracy"] > 0.9


def test_what_is_added_has_words_in_both_languages(extended: dict[str, Any]) -> None:
    english, korean = extended["words"]
    assert english == korean
    for key in ("surface.zakharov.teaches", "rule.sign_descent.meaning", "feature.corners"):
        assert key in english
