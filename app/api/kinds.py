"""Which of two models a request is meant for, by its objective."""

from typing import Any, Literal


def objective_kind(request: Any) -> Literal["plane", "classifier"]:
    """What a request's objective is, before anything in it is known to be right."""
    objective = request.get("objective") if isinstance(request, dict) else getattr(request, "objective", None)
    kind = objective.get("kind") if isinstance(objective, dict) else getattr(objective, "kind", None)
    return "classifier" if kind == "classifier" else "plane"
