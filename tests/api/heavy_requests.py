"""The heaviest requests of every operation that computes, within the limits, and the operations that compute
nothing."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

import httpx
import numpy as np
from PIL import Image

BASE = "http://server"

Make = Callable[[str], httpx.Request]
"""A function from the id of a data set of 5,000 images, the maximum of an upload, to a request."""


@dataclass(frozen=True)
class Heavy:
    """A heavy request.

    Attributes:
        operation: its method and its path in the schema.
        is_stream: whether its answer begins at once and lasts as long as the work.
    """

    name: str
    operation: tuple[str, str]
    make: Make
    is_stream: bool = False

    def __str__(self) -> str:
        return self.name


LONG_EXPRESSION = "+".join(f"sin({i % 9 + 1}.{i}*x*y)*cos({i % 7 + 1}.{i}*y-x)" for i in range(18))
"""A loss of nearly 500 characters."""
PRODUCT = "x" + "*x*y" * 120
"""Another loss, whose derivatives are long."""
POWERS = "+".join(f"x^{power}" for power in range(2, 100))

ADAM = {"rule": "adam", "learning_rate": 0.01}
BATCHES = {"rule": "momentum", "learning_rate": 0.001, "gradient": {"kind": "minibatch", "size": 64}}
LONG_LOSS = {"kind": "expression", "expression": LONG_EXPRESSION}
ROSENBROCK = {"kind": "surface", "id": "rosenbrock"}

_seeds = count(1)


def _axes(samples: int) -> dict[str, Any]:
    return {name: {"low": -3, "high": 3, "count": samples} for name in ("x", "y")}


def _posted(path: str, content: Any, accept: str = "*/*") -> httpx.Request:
    return httpx.Request("POST", BASE + path, json=content, headers={"accept": accept})


def _sent(path: str, name: str, file: bytes, fields: dict[str, str] | None = None) -> httpx.Request:
    return httpx.Request("POST", BASE + path, files={name: file}, data=fields)


def _got(path: str) -> httpx.Request:
    return httpx.Request("GET", BASE + path)


def _classifier(dataset: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "classifier", "dataset": dataset, **fields}


def _training(dataset: str, **fields: Any) -> dict[str, Any]:
    """A training of many minutes."""
    return {"objective": _classifier(dataset, **fields), "epochs": 1000, "optimizers": [BATCHES]}


def _landscape(dataset: str, **fields: Any) -> dict[str, Any]:
    return {"run": _training(dataset, **fields), "plane": {"kind": "pca"}, **_axes(5)}


def _rule(number: int) -> dict[str, Any]:
    """A rule with many states that is linear, so that theory takes all derivatives of each."""
    states = [
        f"a{i} = 0.3*a{i - 1} + 0.5*a{i} + 0.1*a{max(0, i - 2)} - {number + i}.5*g - 0.001*{i}*w" for i in range(1, 17)
    ]
    lines = [f"a0 = 0.9*a0 + g*{number}", *states, "w = w - lr*(a16 + 0.5*a3 + a9 - 0.1*a4)"]
    return {"rule": "custom", "source": "\n".join(lines)}


@cache
def _picture(side: int) -> bytes:
    """A square JPEG of coloured squares."""
    random, file = np.random.default_rng(0), io.BytesIO()
    squares = Image.fromarray(random.integers(0, 256, (side // 40, side // 40, 3), dtype=np.uint8))
    squares.resize((side, side), Image.Resampling.NEAREST).save(file, "JPEG", quality=60)
    return file.getvalue()


@cache
def archive(images: int, side: int) -> bytes:
    """A zip archive of two classes; its images are noise in squares, at most 32 along a side."""
    random, content, squares = np.random.default_rng(0), io.BytesIO(), min(side, 32)
    with zipfile.ZipFile(content, "w") as packed:
        for number in range(images):
            file = io.BytesIO()
            noise = Image.fromarray(random.integers(0, 256, (squares, squares, 3), dtype=np.uint8))
            noise.resize((side, side), Image.Resampling.NEAREST).save(file, "PNG", compress_level=1)
            packed.writestr(f"class-{number % 2}/{number}.png", file.getvalue())
    return content.getvalue()


LASTING = (
    Heavy(
        "a run in the plane",
        ("POST", "/api/runs"),
        lambda _: _posted("/api/runs", {"objective": LONG_LOSS, "steps": 1_000_000, "optimizers": [ADAM] * 64}),
        is_stream=True,
    ),
    Heavy(
        "a network of convolutions on all examples",
        ("POST", "/api/runs"),
        lambda own: _posted(
            "/api/runs", {"objective": _classifier(own, model="convnet"), "steps": 1000, "optimizers": [ADAM]}
        ),
        is_stream=True,
    ),
    Heavy(
        "a network of half a million weights",
        ("POST", "/api/runs"),
        lambda own: _posted("/api/runs", _training(own, model="mlp", hidden=160)),
        is_stream=True,
    ),
    Heavy(
        "a sweep",
        ("POST", "/api/sweeps"),
        lambda _: _posted(
            "/api/sweeps",
            {
                "run": {"objective": ROSENBROCK, "steps": 50_000, "optimizers": [{"rule": "adam"}]},
                "setting": "learning_rate",
                "values": [0.001 * place for place in range(1, 401)],
            },
        ),
        is_stream=True,
    ),
    Heavy(
        "a comparison",
        ("POST", "/api/comparisons"),
        lambda own: _posted("/api/comparisons", {"dataset": own, "model": "mlp", "hidden": 100, "epochs": 1000}),
        is_stream=True,
    ),
    Heavy(
        "words of colour patches",
        ("POST", "/api/codebooks"),
        lambda _: _posted("/api/codebooks", {"words": 2000, "seed": next(_seeds)}),
        is_stream=True,
    ),
    Heavy(
        "words of SIFT descriptors",
        ("POST", "/api/codebooks"),
        lambda _: _posted("/api/codebooks", {"words": 2000, "patch": "sift", "seed": next(_seeds)}),
        is_stream=True,
    ),
    Heavy(
        "the landscape of a classifier as a stream",
        ("POST", "/api/landscapes"),
        lambda own: _posted("/api/landscapes", _landscape(own, model="mlp", hidden=100), accept="application/x-ndjson"),
        is_stream=True,
    ),
    Heavy(
        "the landscape of a classifier",
        ("POST", "/api/landscapes"),
        lambda own: _posted("/api/landscapes", _landscape(own)),
    ),
    Heavy(
        "basins of a long loss",
        ("POST", "/api/basins"),
        lambda _: _posted("/api/basins", {"objective": LONG_LOSS, "optimizer": ADAM, "steps": 250, **_axes(100)}),
    ),
    Heavy(
        "theory of long rules",
        ("POST", "/api/theory"),
        lambda _: _posted(
            "/api/theory", {"objective": {"kind": "surface", "id": "bowl"}, "optimizers": [*map(_rule, range(30))]}
        ),
    ),
    Heavy(
        "the anatomy of the last step",
        ("POST", "/api/anatomies"),
        lambda _: _posted(
            "/api/anatomies",
            {"run": {"objective": LONG_LOSS, "steps": 590_000, "optimizers": [ADAM]}, "step": 590_000},
        ),
    ),
    Heavy(
        "a notebook",
        ("POST", "/api/notebooks"),
        lambda _: _posted(
            "/api/notebooks", {"run": {"objective": LONG_LOSS, "steps": 295_000, "optimizers": [ADAM] * 2}}
        ),
    ),
    Heavy(
        "the gradient check of a classifier",
        ("POST", "/api/gradient-checks"),
        lambda own: _posted("/api/gradient-checks", {"objective": _classifier(own, feature="words"), "seed": 0}),
    ),
    Heavy(
        "the features of a picture of 25 megapixels",
        ("POST", "/api/features"),
        lambda _: _sent("/api/features", "image", _picture(5000), {"full": "true"}),
    ),
    Heavy(
        "an upload",
        ("POST", "/api/datasets"),
        lambda _: _sent("/api/datasets", "archive", archive(600, 800)),
    ),
    Heavy(
        "a pipeline",
        ("POST", "/api/pipelines"),
        lambda own: _sent(
            "/api/pipelines", "image", _picture(320), {"run": _posted("", _training(own)).content.decode()}
        ),
    ),
)
"""Requests that take seconds of a core or more."""

BRIEF = (
    Heavy(
        "an expression with long derivatives",
        ("POST", "/api/expressions"),
        lambda _: _posted("/api/expressions", {"expression": f"{PRODUCT}+{next(_seeds)}"}),
    ),
    Heavy(
        "a long rule",
        ("POST", "/api/rules"),
        lambda _: _posted("/api/rules", {"source": _rule(next(_seeds))["source"]}),
    ),
    Heavy(
        "a long loss at many points",
        ("POST", "/api/evaluate"),
        lambda _: _posted("/api/evaluate", {"objective": LONG_LOSS, "points": [[i, i + 1] for i in range(4096)]}),
    ),
    Heavy(
        "a long loss on a grid",
        ("POST", "/api/landscapes"),
        lambda _: _posted("/api/landscapes", {"objective": LONG_LOSS, **_axes(512)}),
    ),
    Heavy(
        "the check of a long gradient",
        ("POST", "/api/gradient-checks"),
        lambda _: _posted(
            "/api/gradient-checks",
            {"objective": {"kind": "expression", "expression": POWERS}, "gradient": [POWERS, POWERS], "point": [1, 1]},
        ),
    ),
    Heavy("codebooks", ("GET", "/api/codebooks"), lambda _: _got("/api/codebooks")),
    Heavy("data sets", ("GET", "/api/datasets"), lambda _: _got("/api/datasets")),
    Heavy("a data set", ("GET", "/api/datasets/{id}"), lambda own: _got(f"/api/datasets/{own}")),
    Heavy(
        "images of a data set",
        ("GET", "/api/datasets/{id}/samples.png"),
        lambda own: _got(f"/api/datasets/{own}/samples.png?count=100"),
    ),
    Heavy("photographs", ("GET", "/api/photographs"), lambda _: _got("/api/photographs")),
    Heavy(
        "a small photograph",
        ("GET", "/api/photographs/{id}/thumbnail"),
        lambda _: _got("/api/photographs/retina/thumbnail"),
    ),
    Heavy("the picture of the page", ("GET", "/preview.png"), lambda _: _got("/preview.png")),
)
"""Requests that cannot be made to take long."""

COMPUTE_NOTHING = {
    ("GET", "/api/health"),
    ("GET", "/api/limits"),
    ("GET", "/api/surfaces"),
    ("GET", "/api/optimizers"),
    ("GET", "/api/photographs/{id}"),
    ("DELETE", "/api/datasets/{id}"),
    ("GET", "/"),
    ("GET", "/lesson"),
    ("GET", "/landscapes"),
    ("GET", "/features"),
    ("GET", "/classifiers"),
    ("GET", "/comparison"),
    ("GET", "/api/docs"),
}
"""Operations that only return known facts."""

COMPUTE_ONCE_FOR_ALL = {
    ("GET", "/api/openapi.json"),
    ("GET", "/api/openapi-3.2.json"),
    ("GET", "/static/{version}/{path:path}"),
    ("GET", "/api/codebooks/{id}"),
    ("GET", "/api/codebooks/{id}/words.png"),
}
"""Operations whose preparation is shared by all visitors and continues when the first one leaves."""
