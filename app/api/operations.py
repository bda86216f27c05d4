"""Refusing runs that would take too many operations to be repeated within a request."""

from collections.abc import Sequence

from app.http.problems import field_problem
from app.instance import current_settings
from app.requests.runs import PlaneStepper


def check_operations(steps: Sequence[tuple[PlaneStepper, int]], location: str) -> None:
    """Refuse to repeat optimizers for numbers of steps that together take too many operations.

    Args:
        location: the field that holds the number of steps.

    Raises:
        ProblemError: with the number of steps that works, all other things being equal.
    """
    operations = sum(stepper.operations * count for stepper, count in steps)
    if operations > current_settings().max_repeated_operations:
        per_step = sum(stepper.operations for stepper, _ in steps)
        max_steps = current_settings().max_repeated_operations // per_step
        raise field_problem(location, f"Must be {max_steps} at most for this loss and these optimizers.")
