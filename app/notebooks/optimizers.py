"""Optimizers as Python functions that compute their paths."""

from app.engine.config import DescentConfig, OptimizerConfig, SearchConfig
from app.engine.gradient_sources import GradientSource, Noisy, Numeric
from app.engine.randomness import PURPOSES
from app.language.expressions import Name, substitute
from app.notebooks.python_text import python_text, renamed, safe

RULE_NAMES = ("w", "g", "lr", "t")
"""The names that a rule reads besides its own; a notebook uses the same names."""


def walk(name: str, config: OptimizerConfig, stop: tuple[float | None, float | None]) -> str:
    """Write the definition of a function ``name(start)`` that returns the points of a path, shape (entries, 2).

    Args:
        stop: the gradient norm and the loss at or below which it stops, None for never.
    """
    return _descent(name, config, stop) if isinstance(config, DescentConfig) else _search(name, config, stop)


def _descent(name: str, config: DescentConfig, stop: tuple[float | None, float | None]) -> str:
    own = {name for name, _ in config.program.assignments} | set(config.settings)
    own -= set(RULE_NAMES)
    states = [f"{safe(state)} = np.zeros(2)" for state in config.program.states]
    settings = [f"{safe(setting)} = {value!r}" for setting, value in config.settings.items()]
    rule = [
        f"{safe_target(target)} = {python_text(renamed(value, own))}" for target, value in config.program.assignments
    ]
    schedule = {name: Name(safe(name)) for name in config.schedule_settings}
    rate = python_text(substitute(config.schedule.learning_rate, {"lr": Name("rate"), **schedule}))
    lines = [
        f"rate = {config.learning_rate!r}",
        *settings,
        *(f"{safe(setting)} = {value!r}" for setting, value in config.schedule_settings.items()),
        *(
            [f"noise = draws({PURPOSES['noise']}, 'standard_normal', steps)"]
            if isinstance(config.gradient, Noisy)
            else []
        ),
        "w = np.array(start)",
        *states,
        "path = [w]",
        "for t in range(1, steps + 1):",
        f"    g = {_gradient(config.gradient)}",
        "    if not np.isfinite(loss(*w) + g @ g):",
        "        break",
        *_stops(stop, "np.sqrt(g @ g)", "loss(*w)"),
        f"    lr = {rate}",
        *(f"    {line}" for line in rule),
        "    path.append(w)",
        "return np.array(path)",
    ]
    return _function(name, lines)


def safe_target(name: str) -> str:
    """Return the Python name of a variable that a rule assigns."""
    return name if name in RULE_NAMES else safe(name)


def _search(name: str, config: SearchConfig, stop: tuple[float | None, float | None]) -> str:
    search = config.search
    method = "random" if search.distribution == "uniform" else "standard_normal"
    lines = [
        *(f"{safe(setting)} = {value!r}" for setting, value in config.settings.items()),
        f"guesses = draws({PURPOSES[search.id]}, {method!r}, steps)",
        "w, lowest = np.array(start), loss(*start)",
        "path = [w]",
        "for u in guesses:",
        *_stops((None, stop[1]), "", "lowest"),
        f"    guess = {python_text(renamed(search.candidate, config.settings))}",
        "    found = loss(*guess)",
        "    if -np.inf < found < lowest:",
        "        w, lowest = guess, found",
        "    path.append(w)",
        "return np.array(path)",
    ]
    return _function(name, lines)


def _gradient(source: GradientSource) -> str:
    match source:
        case Numeric(h):
            return f"numeric_gradient(*w, {h!r})"
        case Noisy(sigma):
            return f"gradient(*w) + {sigma!r}*noise[t - 1]"
    return "gradient(*w)"


def _stops(stop: tuple[float | None, float | None], norm: str, loss: str) -> list[str]:
    tests = [f"{what} <= {bound!r}" for what, bound in zip((norm, loss), stop, strict=True) if bound is not None]
    return [f"    if {' or '.join(tests)}:", "        break"] if tests else []


def _function(name: str, lines: list[str]) -> str:
    return "\n".join([f"def {name}(start):", *(f"    {line}" for line in lines)])
