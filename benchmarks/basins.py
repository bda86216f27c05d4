"""Maps of basins, from the starts to the minima found."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from app.basins.basins import BasinStudy
from app.engine.config import DescentConfig
from app.engine.ensemble import Ensemble
from app.objectives.catalogue import SURFACES
from app.optimizers.rules import RULES
from benchmarks.measurement import Measurement, best_rate, milliseconds

WINDOW = np.linspace(-5, 5, 200)
STEPS = 300


def measurements() -> Iterator[Measurement]:
    """The whole map, for gradient descent and for momentum."""
    for rule in ("gradient_descent", "momentum"):
        rate = best_rate(partial(_map, _study(rule)), seconds=4)
        yield Measurement(f"basins, 200² starts × {STEPS} steps, {rule}", milliseconds(1 / rate), "≤ 100 ms")


def _study(rule: str) -> BasinStudy:
    settings = {setting.name: setting.default for setting in RULES[rule].settings}
    descent = DescentConfig(RULES[rule].program, 0.01, settings)
    return BasinStudy(Ensemble(SURFACES["himmelblau"].objective({}), descent, STEPS, 0), WINDOW, WINDOW)


def _map(study: BasinStudy) -> int:
    """One map."""
    study.basins()
    return 1
