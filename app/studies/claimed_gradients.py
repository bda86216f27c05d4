"""Gradients that somebody derived by hand."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.interruption import computed_once
from app.language.compilation import compile_scalars
from app.language.expressions import Expression
from app.objectives.formulas import VARIABLES, FormulaObjective
from app.objectives.protocol import Array


@dataclass(frozen=True)
class ClaimedGradient:
    """A gradient as somebody wrote it: an expression of the objective's variables and settings for each slope."""

    objective: FormulaObjective
    slopes: tuple[Expression, ...]

    @computed_once
    def _compiled(self) -> Callable[..., tuple[float, ...]]:
        return compile_scalars(self.slopes, (*VARIABLES, *self.objective.setting_names))

    def __call__(self, weights: Array) -> Array:
        return np.array(self._compiled(*weights.tolist(), *self.objective.setting_values))
