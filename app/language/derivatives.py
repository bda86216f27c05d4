"""Exact derivatives by the rules of calculus, applied node by node over the shared graph.

The number of nodes grows linearly with the expression, since derivatives share what they reuse.
"""

from collections.abc import Sequence

from app.language.expressions import Expression, Name, Number, Operation, postorder
from app.language.simplification import (
    ONE,
    TWO,
    ZERO,
    add,
    apply,
    divide,
    halved,
    is_number,
    multiply,
    negate,
    power,
    subtract,
)


def derivative(root: Expression, variable: str) -> Expression:
    """The partial derivative of an expression.

    At kinks it follows the conventions of the language: ``abs`` has slope 0 at 0 (`sign`), ``min`` and ``max`` the mean
    of both slopes where their operands are equal, ``sqrt`` and ``hypot`` slope 0 at a cusp (`ratio`).
    """
    slopes: dict[int, Expression] = {}
    for node in postorder(root):
        match node:
            case Number():
                slopes[id(node)] = ZERO
            case Name(name):
                slopes[id(node)] = ONE if name == variable else ZERO
            case Operation(operation, operands):
                inner = [slopes[id(operand)] for operand in operands]
                constant = all(is_number(slope, 0.0) for slope in inner)
                slopes[id(node)] = ZERO if constant else _chain(node, operation, operands, inner)
    return slopes[id(root)]


def gradient(root: Expression, variables: Sequence[str]) -> tuple[Expression, ...]:
    """The partial derivatives by each of the variables."""
    return tuple(derivative(root, variable) for variable in variables)


def hessian(root: Expression, variables: Sequence[str]) -> tuple[tuple[Expression, ...], ...]:
    """The second partial derivatives: row i differentiates the i-th partial derivative by each variable."""
    return tuple(gradient(slope, variables) for slope in gradient(root, variables))


def _chain(node: Expression, operation: str, operands: tuple[Expression, ...], slopes: list[Expression]) -> Expression:
    """The derivative of an operation whose operands have the given derivatives, not all zero."""
    if len(operands) == 1:
        return _of_one(node, operation, operands[0], slopes[0])
    return _of_two(node, operation, *operands, *slopes)


def _of_one(node: Expression, operation: str, u: Expression, du: Expression) -> Expression:
    match operation:
        case "negate":
            return negate(du)
        case "abs":
            return multiply(apply("sign", u), du)
        case "sqrt":
            return _ratio(du, multiply(TWO, node)) if (half := halved(du)) is None else _ratio(half, node)
        case "exp":
            return multiply(node, du)
        case "log":
            return divide(du, u)
        case "log2":
            return divide(du, multiply(u, apply("log", TWO)))
        case "log10":
            return divide(du, multiply(u, apply("log", Number(10.0))))
        case "sin":
            return multiply(apply("cos", u), du)
        case "cos":
            return negate(multiply(apply("sin", u), du))
        case "tan":
            return multiply(add(ONE, power(node, TWO)), du)
        case "asin":
            return divide(du, apply("sqrt", subtract(ONE, power(u, TWO))))
        case "acos":
            return negate(divide(du, apply("sqrt", subtract(ONE, power(u, TWO)))))
        case "atan":
            return divide(du, add(ONE, power(u, TWO)))
        case "sinh":
            return multiply(apply("cosh", u), du)
        case "cosh":
            return multiply(apply("sinh", u), du)
        case "tanh":
            return multiply(subtract(ONE, power(node, TWO)), du)
        case "sigmoid":
            return multiply(multiply(node, subtract(ONE, node)), du)
        case "sign" | "floor":
            return ZERO
    raise AssertionError(operation)


def _of_two(
    node: Expression, operation: str, u: Expression, v: Expression, du: Expression, dv: Expression
) -> Expression:
    match operation:
        case "add":
            return add(du, dv)
        case "subtract":
            return subtract(du, dv)
        case "multiply":
            return add(multiply(du, v), multiply(u, dv))
        case "divide" | "ratio" if is_number(dv, 0.0):
            return divide(du, v)
        case "divide" | "ratio":
            return divide(subtract(multiply(du, v), multiply(u, dv)), power(v, TWO))
        case "power":
            return _of_power(node, u, v, du, dv)
        case "hypot":
            return _ratio(add(multiply(u, du), multiply(v, dv)), node)
        case "atan2":
            return divide(subtract(multiply(v, du), multiply(u, dv)), add(power(u, TWO), power(v, TWO)))
        case "max" | "min":
            towards = apply("sign", subtract(u, v) if operation == "max" else subtract(v, u))
            return divide(add(add(du, dv), multiply(towards, subtract(du, dv))), TWO)
    raise AssertionError(operation)


def _of_power(node: Expression, u: Expression, v: Expression, du: Expression, dv: Expression) -> Expression:
    """d(u**v): the power rule for a constant exponent, logarithmic differentiation otherwise."""
    match v:
        case Number(exponent) if 0.0 < exponent < 1.0:
            return _ratio(multiply(v, du), power(u, Number(1.0 - exponent)))
        case Number(exponent):
            return multiply(multiply(v, power(u, Number(exponent - 1.0))), du)
    by_base = multiply(multiply(v, power(u, subtract(v, ONE))), du)
    if is_number(dv, 0.0):
        return by_base
    return add(by_base, multiply(multiply(node, apply("log", u)), dv))


def _ratio(u: Expression, v: Expression) -> Expression:
    """u / v with 0 / 0 read as 0."""
    return ZERO if is_number(u, 0.0) else Operation("ratio", (u, v))
