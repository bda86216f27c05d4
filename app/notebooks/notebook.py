"""A run as a Jupyter notebook (nbformat 4.5), in each language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.engine.config import OptimizerConfig
from app.engine.randomness import rows_a_block
from app.notebooks.optimizers import walk
from app.notebooks.python_text import PRELUDE, definitions, python_text, safe
from app.objectives.formulas import FormulaObjective

Language = Literal["en", "ko"]

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "title": "# A run of Slopelab\n\nThis notebook repeats it with numpy alone: the loss, its gradient, and every "
        "optimizer in the very lines that ran.",
        "language": "## Functions\n\nWhat the formulas below call, under the names that they use.",
        "loss": "## The loss and its gradient\n\nThe gradient was derived by the rules of calculus.",
        "run": "## The run\n\nOne start for all; random numbers are keyed by the seed and by what they are for.",
        "optimizers": "## The optimizers\n\nEach walks from the start and returns every point of its path.",
        "result": "## Where they end",
        "picture": "## The paths, if matplotlib is there",
        "check": "## The same numbers\n\nWhere each ended in the lab, it ends again, to nine digits. numpy and the lab "
        "may round the last digit differently. On a chaotic path that grows: started 1e-15 away, it ends elsewhere.",
    },
    "ko": {
        "title": "# Slopelab의 실행\n\n이 노트북은 numpy만으로 실행을 되풀이합니다. 손실과 그래디언트, 실행된 그대로의 "
        "최적화기가 들어 있습니다.",
        "language": "## 함수\n\n아래 식에서 쓰는 함수들입니다.",
        "loss": "## 손실과 그래디언트\n\n그래디언트는 미분 규칙으로 구했습니다.",
        "run": "## 실행\n\n모두 한 점에서 시작합니다. 난수는 시드와 쓰임새로 정해집니다.",
        "optimizers": "## 최적화기\n\n시작점에서 걸으며 경로의 모든 점을 돌려줍니다.",
        "result": "## 도착한 곳",
        "picture": "## 경로 (matplotlib이 있을 때)",
        "check": "## 같은 수치\n\n실습실에서 도착한 곳에 아홉 자리까지 똑같이 도착합니다. "
        "numpy와 실습실은 마지막 자리를 다르게 반올림할 수 있습니다. "
        "혼돈스러운 경로에서는 이 차이가 커지며, 1e-15 떨어져 시작해도 다른 곳에 도착합니다.",
    },
}


BLOCK = rows_a_block(2)

DRAWS = f'''\
def draws(purpose, distribution, count):
    """Random numbers, two for each step: every {BLOCK} steps have a generator of their own."""
    keys = [np.random.SeedSequence(seed, spawn_key=(purpose, block)) for block in range((count - 1)//{BLOCK} + 1)]
    return np.concatenate([getattr(np.random.default_rng(key), distribution)(({BLOCK}, 2)) for key in keys])[:count]'''

NUMERIC = """\
def numeric_gradient(x, y, h):
    return np.array([(loss(x + h, y) - loss(x - h, y))/(2*h), (loss(x, y + h) - loss(x, y - h))/(2*h)])"""

RESULT = """\
paths = {name: walk(start) for name, walk in optimizers.items()}
for name, path in paths.items():
    print(f"{name:<30}{len(path) - 1:>8} steps   loss {loss(*path[-1]):.6g}")"""

PICTURE = """\
try:
    import matplotlib.pyplot as plt
except ImportError:
    plt = None

if plt:
    x, y = np.meshgrid(np.linspace(low[0], high[0], 200), np.linspace(low[1], high[1], 200))
    values = loss(x, y) + 0*x
    plt.contour(x, y, np.log1p(values - np.nanmin(values)), 14, linewidths=0.5)
    for name, path in paths.items():
        plt.plot(*path[np.isfinite(path).all(axis=1)].T, label=name)
    plt.axis([low[0], high[0], low[1], high[1]])
    plt.gca().set_aspect("equal")
    plt.legend()
    plt.show()"""

CHECK = '''\
def same(path, taken, end):
    """Whether a path ends after as many steps at the same loss, which is None where it was not finite."""
    close = end is None or np.isclose(loss(*path[-1]), end, rtol=1e-9, atol=1e-15, equal_nan=True)
    return len(path) - 1 == taken and close


for (name, walk), (taken, end) in zip(optimizers.items(), ends):
    path = paths[name]
    if same(path, taken, end):
        print(f"{name}: the same.")
        continue
    count, here, nearby = len(path) - 1, loss(*path[-1]), walk(start + 1e-15*(1 + abs(start)))
    assert not same(nearby, count, here), f"{name}: {here} after {count} steps, not {end} after {taken}."
    print(f"{name}: rounding decides where it ends; started 1e-15 away it ends elsewhere again.")'''


@dataclass(frozen=True)
class End:
    """The end of an optimizer's path; ``loss`` is None if it was not finite."""

    steps: int
    loss: float | None


@dataclass(frozen=True)
class NotebookRun:
    """The facts about a run that a notebook needs.

    Attributes:
        names: the names of the optimizers, in order.
        stop: the gradient norm and the loss at or below which an optimizer stops, None for never.
    """

    objective: FormulaObjective
    start: tuple[float, float]
    seed: int
    steps: int
    stop: tuple[float | None, float | None]
    names: Sequence[str]
    plans: Sequence[OptimizerConfig]
    ends: Sequence[End]


def notebook(run: NotebookRun, language: Language) -> dict[str, Any]:
    """Write the notebook as JSON."""
    cells = list(_cells(run, language))
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "cells": [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells)],
    }


def _cells(run: NotebookRun, language: Language) -> Iterator[dict[str, Any]]:
    words = WORDS[language]
    functions = [f"optimizer_{index}" for index in range(len(run.plans))]
    yield _markdown(words["title"])
    yield _markdown(words["language"])
    yield _code("\n\n\n".join([PRELUDE, *definitions(*run.objective.formula.gradient)]))
    yield _markdown(words["loss"])
    yield _code(_loss(run.objective))
    yield _markdown(words["run"])
    yield _code(_setup(run))
    yield _markdown(words["optimizers"])
    for name, function, config in zip(run.names, functions, run.plans, strict=True):
        yield _code(f"# {' '.join(name.split())}\n{walk(function, config, run.stop)}")
    yield _markdown(words["result"])
    calls = "\n".join(f"    {name!r}: {call}," for name, call in zip(unique(run.names), functions, strict=True))
    yield _code(f"optimizers = {{\n{calls}\n}}\n{RESULT}")
    yield _markdown(words["picture"])
    yield _code(PICTURE)
    yield _markdown(words["check"])
    yield _code(f"ends = {[(end.steps, end.loss) for end in run.ends]!r}\n\n\n{CHECK}")


def unique(names: Sequence[str]) -> list[str]:
    """Distinguish equal names by a number."""
    return [
        f"{name} ({names[: at + 1].count(name)})" if names.count(name) > 1 else name for at, name in enumerate(names)
    ]


def _loss(objective: FormulaObjective) -> str:
    formula = objective.formula
    settings = [f"{safe(name)} = {value!r}" for name, value in objective.settings]
    by_x, by_y = map(python_text, formula.gradient)
    return "\n".join(
        [
            *settings,
            *([""] if settings else []),
            "def loss(x, y):",
            f"    return {python_text(formula.loss)}",
            "",
            "",
            "def gradient(x, y):",
            f"    by_x = {by_x}",
            f"    by_y = {by_y}",
            "    return np.array([by_x, by_y])",
            "",
            "",
            NUMERIC,
        ]
    )


def _setup(run: NotebookRun) -> str:
    domain = run.objective.domain
    return "\n".join(
        [
            f"start = np.array([{float(run.start[0])!r}, {float(run.start[1])!r}])",
            f"steps = {run.steps}",
            f"seed = {run.seed}",
            f"low = np.array([{domain.x.low!r}, {domain.y.low!r}])",
            f"high = np.array([{domain.x.high!r}, {domain.y.high!r}])",
            "",
            "",
            DRAWS,
        ]
    )


def _markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
