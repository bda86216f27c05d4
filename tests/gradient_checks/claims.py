"""Objectives and claimed gradients, from texts."""

from app.gradient_checks.formulas import ClaimedGradient
from app.language.parser import parse
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import VARIABLES, FormulaObjective
from app.objectives.geometry import Rectangle

SMOOTH = {name: surface.objective({}) for name, surface in SURFACES.items() if surface.smooth}


def objective(text: str) -> FormulaObjective:
    return FormulaObjective(text, (), Rectangle.square(3.0))


def claim(target: FormulaObjective, *derivatives: str) -> ClaimedGradient:
    return ClaimedGradient(target, tuple(parse(text, (*VARIABLES, *target.setting_names)) for text in derivatives))
