"""Constructors that simplify as they build, for derivatives that read well and run fast.

They fold numbers, drop neutral elements, and move signs and numeric factors to the front. They treat ``0 * u`` as 0, so
they are for derivatives, never for a text as its author wrote it. An operation whose result is not finite, or
underflows to 0, is never folded: it stays as it is and is evaluated at run time.
"""

import math

from app.language.expressions import Expression, Number, Operation

ZERO = Number(0.0)
ONE = Number(1.0)
TWO = Number(2.0)


def is_number(expression: Expression, value: float) -> bool:
    """Whether the expression is the literal ``value``."""
    return isinstance(expression, Number) and expression.value == value


def apply(function: str, *arguments: Expression) -> Expression:
    """A function call."""
    return Operation(function, arguments)


def _negated(expression: Expression) -> Expression | None:
    """Return the expression without its leading minus sign, or None if it has none."""
    match expression:
        case Number(value) if value < 0:
            return Number(-value)
        case Operation("negate", (inner,)):
            return inner
        case Operation("multiply", (Number(value), rest)) if value < 0:
            return multiply(Number(-value), rest)
    return None


def _factored(expression: Expression) -> tuple[float, Expression]:
    """Split an expression into its leading numeric factor and the rest."""
    match expression:
        case Number(value):
            return value, ONE
        case Operation("negate", (inner,)):
            factor, rest = _factored(inner)
            return -factor, rest
        case Operation("multiply", (Number(value), rest)):
            return value, rest
    return 1.0, expression


def negate(u: Expression) -> Expression:
    """−u."""
    match u:
        case Operation("subtract", (a, b)):
            return subtract(b, a)
        case Number(value):
            return Number(-value) if value else ZERO
    factor, rest = _factored(u)
    return Operation("negate", (u,)) if factor == 1.0 else multiply(Number(-factor), rest)


def add(u: Expression, v: Expression) -> Expression:
    """u + v."""
    if is_number(u, 0.0):
        return v
    if is_number(v, 0.0):
        return u
    if isinstance(u, Number) and isinstance(v, Number) and math.isfinite(u.value + v.value):
        return Number(u.value + v.value)
    if (positive := _negated(v)) is not None:
        return subtract(u, positive)
    if (positive := _negated(u)) is not None:
        return subtract(v, positive)
    return Operation("add", (u, v))


def subtract(u: Expression, v: Expression) -> Expression:
    """u − v."""
    if is_number(u, 0.0):
        return negate(v)
    if is_number(v, 0.0):
        return u
    if isinstance(u, Number) and isinstance(v, Number) and math.isfinite(u.value - v.value):
        return Number(u.value - v.value)
    if (positive := _negated(v)) is not None:
        return add(u, positive)
    return Operation("subtract", (u, v))


def multiply(u: Expression, v: Expression) -> Expression:
    """u · v, with the numeric factor first."""
    if is_number(u, 0.0) or is_number(v, 0.0):
        return ZERO
    left, right = _factored(u), _factored(v)
    factor = left[0] * right[0]
    if factor == 0.0 or not math.isfinite(factor):
        return Operation("multiply", (u, v))
    u, v = left[1], right[1]
    product = v if is_number(u, 1.0) else u if is_number(v, 1.0) else Operation("multiply", (u, v))
    if factor == 1.0:
        return product
    if is_number(product, 1.0):
        return Number(factor)
    if factor == -1.0:
        return Operation("negate", (product,))
    return Operation("multiply", (Number(factor), product))


def divide(u: Expression, v: Expression) -> Expression:
    """u / v."""
    if is_number(u, 0.0):
        return ZERO
    if is_number(v, 1.0):
        return u
    factor, rest = _factored(u)
    if isinstance(v, Number) and _divides(v.value, factor):
        return multiply(Number(factor / v.value), rest)
    if factor < 0:
        return negate(divide(negate(u), v))
    return Operation("divide", (u, v))


def _divides(divisor: float, factor: float) -> bool:
    """Whether a number divides another without a remainder."""
    if divisor == 0.0:
        return False
    quotient = factor / divisor
    return quotient.is_integer() and quotient * divisor == factor


def power(u: Expression, v: Expression) -> Expression:
    """u to the power v."""
    if is_number(v, 0.0):
        return ONE
    if is_number(v, 1.0):
        return u
    return Operation("power", (u, v))


def halved(u: Expression) -> Expression | None:
    """Half of an expression whose leading factor is even; None for any other."""
    factor, rest = _factored(u)
    return multiply(Number(factor / 2.0), rest) if (factor / 2.0).is_integer() else None


def ratio(u: Expression, v: Expression) -> Expression:
    """u / v with 0 / 0 read as 0."""
    return ZERO if is_number(u, 0.0) else Operation("ratio", (u, v))


def limit_product(u: Expression, v: Expression) -> Expression:
    """u · v, but 0 wherever either factor is 0; the numeric factor first. A plain product if one is a number."""
    left, right = _factored(u), _factored(v)
    factor = left[0] * right[0]
    if is_number(left[1], 1.0) or is_number(right[1], 1.0):
        return multiply(u, v)
    if factor == 0.0 or not math.isfinite(factor):
        return Operation("limit_product", (u, v))
    return multiply(Number(factor), Operation("limit_product", (left[1], right[1])))


def piecewise(u: Expression, v: Expression, above: Expression, below: Expression) -> Expression:
    """``above`` where u > v, ``below`` where u < v, their mean where both are equal."""
    if above is below or (isinstance(above, Number) and is_number(below, above.value)):
        return above
    return Operation("piecewise", (u, v, above, below))
