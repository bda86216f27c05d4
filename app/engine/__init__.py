"""How a run advances: gradient sources, steppers, frames."""
