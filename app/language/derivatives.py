"""Exact derivatives by the rules of calculus, applied node by node over the shared graph.

The number of nodes grows linearly with the expression, since derivatives share the parts that they reuse.
"""

from collections.abc import Sequence

from app.interruption import checkpoint
from app.language.expressions import Expression, Name, Number, Operation, postorder
from app.language.finiteness import Finiteness
from app.language.scalars import constant_values
from app.language.simplification import (
    ONE,
    TWO,
    ZERO,
    add,
    apply,
    divide,
    halved,
    is_number,
    limit_product,
    multiply,
    negate,
    piecewise,
    power,
    ratio,
    subtract,
)

_POSITIVE = frozenset({"exp", "cosh"})
"""Operations whose value is positive everywhere."""

_READABLE = 1024.0
"""A constant exponent is written as one number if it is a multiple of 1/1024, as 1/2 is; 1/3 stays as it is."""


def derivative(root: Expression, variable: str) -> Expression:
    """Differentiate an expression with respect to one variable.

    At kinks the derivative follows the conventions of the language: for ``abs`` it is 0 at 0 (`sign`), for ``min`` and
    ``max`` the mean of both derivatives where the operands are equal (`piecewise`), for ``sqrt``, ``hypot`` and powers
    0 at a cusp (`ratio`, `limit_product`). It is meant for points where the value is finite.
    """
    checkpoint()
    partials: dict[int, Expression] = {}
    finiteness = Finiteness()
    constants = {id(node): value for node, value in constant_values(root)}
    for node in postorder(root):
        match node:
            case Number():
                partials[id(node)] = ZERO
            case Name(name):
                partials[id(node)] = ONE if name == variable else ZERO
            case Operation(operation, operands):
                inner = [partials[id(operand)] for operand in operands]
                if all(is_number(partial, 0.0) for partial in inner):
                    partials[id(node)] = ZERO
                elif operation == "power":
                    (u, v), (du, dv) = operands, inner
                    partials[id(node)] = _of_power(node, u, v, du, dv, constants.get(id(v)), finiteness)
                else:
                    partials[id(node)] = _chain(node, operation, operands, inner, finiteness)
    return partials[id(root)]


def gradient(root: Expression, variables: Sequence[str]) -> tuple[Expression, ...]:
    """Differentiate an expression with respect to each of the variables."""
    return tuple(derivative(root, variable) for variable in variables)


def hessian(root: Expression, variables: Sequence[str]) -> tuple[tuple[Expression, ...], ...]:
    """Compute the second partial derivatives: row i differentiates the i-th partial derivative by each variable."""
    return tuple(gradient(partial, variables) for partial in gradient(root, variables))


def _chain(
    node: Expression,
    operation: str,
    operands: tuple[Expression, ...],
    partials: list[Expression],
    finiteness: Finiteness,
) -> Expression:
    """Apply the chain rule to an operation whose operands have these derivatives, not all zero."""
    match operands, partials:
        case [u], [du]:
            return _of_one(node, operation, u, du, finiteness)
        case [u, v], [du, dv]:
            return _of_two(node, operation, u, v, du, dv, finiteness)
    if operation == "piecewise":
        u, v, *_ = operands
        _, _, above, below = partials
        return piecewise(u, v, above, below)
    return _of_derivative_of_quotient(node, operands, partials)


def _of_one(node: Expression, operation: str, u: Expression, du: Expression, finiteness: Finiteness) -> Expression:
    match operation:
        case "negate":
            return negate(du)
        case "abs":
            return multiply(apply("sign", u), du)
        case "sqrt":
            return ratio(du, multiply(TWO, node)) if (half := halved(du)) is None else ratio(half, node)
        case "exp":
            return multiply(node, du) if finiteness.grows_slowly(du) else limit_product(node, du)
        case "log":
            return divide(du, u)
        case "log2":
            return divide(divide(du, u), apply("log", TWO))
        case "log10":
            return divide(divide(du, u), apply("log", Number(10.0)))
        case "sin":
            return multiply(apply("cos", u), du)
        case "cos":
            return negate(multiply(apply("sin", u), du))
        case "tan":
            return multiply(add(ONE, power(node, TWO)), du)
        case "asin":
            # Not 1 - u**2, in which digits are lost where u comes near 1.
            return ratio(du, apply("sqrt", multiply(subtract(ONE, u), add(ONE, u))))
        case "acos":
            return negate(ratio(du, apply("sqrt", multiply(subtract(ONE, u), add(ONE, u)))))
        case "atan":
            return limit_product(divide(ONE, add(ONE, power(u, TWO))), du)
        case "sinh":
            return multiply(apply("cosh", u), du)
        case "cosh":
            return multiply(apply("sinh", u), du)
        case "tanh":
            # Not 1 - tanh(u)**2, in which all digits are lost where tanh comes near 1.
            return limit_product(power(divide(ONE, apply("cosh", u)), TWO), du)
        case "sigmoid":
            # Not sigmoid(u)*(1 - sigmoid(u)), for the same reason.
            return limit_product(multiply(node, apply("sigmoid", negate(u))), du)
        case "sign" | "floor":
            return ZERO
    raise AssertionError(operation)


def _of_two(
    node: Expression,
    operation: str,
    u: Expression,
    v: Expression,
    du: Expression,
    dv: Expression,
    finiteness: Finiteness,
) -> Expression:
    match operation:
        case "add":
            return add(du, dv)
        case "subtract":
            return subtract(du, dv)
        case "multiply":
            return _of_product(u, v, du, dv, finiteness)
        case "limit_product":
            return add(limit_product(du, v), limit_product(u, dv))
        case "divide" | "ratio":
            return _of_quotient(u, v, du, dv)
        case "hypot":
            return add(multiply(ratio(u, node), du), multiply(ratio(v, node), dv))
        case "atan2":
            # Not divided by u**2 + v**2, which overflows and underflows early.
            distance = apply("hypot", u, v)
            by_u, by_v = (
                multiply(divide(one, distance), divide(partial, distance)) for one, partial in ((v, du), (u, dv))
            )
            return subtract(by_u, by_v)
        case "max":
            return piecewise(u, v, du, dv)
        case "min":
            return piecewise(v, u, du, dv)
    raise AssertionError(operation)


def _of_power(
    node: Expression,
    u: Expression,
    v: Expression,
    du: Expression,
    dv: Expression,
    exponent: float | None,
    finiteness: Finiteness,
) -> Expression:
    """Differentiate u**v: the power rule for a constant exponent, logarithmic differentiation otherwise.

    Where u is never 0 while the value is finite, the derivative is computed from the value, v·u**v·(du/u): u**(v - 1)
    may overflow or vanish where the derivative does not.

    Args:
        exponent: the value of v if it is constant.
    """
    if exponent is not None and (exponent * _READABLE).is_integer():
        v = Number(exponent)
    if exponent is not None and 0.0 < exponent < 1.0:
        return ratio(multiply(v, du), power(u, subtract(ONE, v)))
    if exponent is not None and exponent <= 0.0 and not finiteness.grows_slowly(u):
        return limit_product(multiply(v, node), divide(du, u))
    if exponent is not None:
        return multiply(multiply(v, power(u, subtract(v, ONE))), du)
    if isinstance(u, Operation) and u.operation in _POSITIVE:
        by_base = limit_product(limit_product(v, node), divide(du, u))
    else:
        by_base = limit_product(limit_product(v, power(u, subtract(v, ONE))), du)
    return add(by_base, limit_product(limit_product(node, apply("log", u)), dv))


def _of_product(u: Expression, v: Expression, du: Expression, dv: Expression, finiteness: Finiteness) -> Expression:
    """Differentiate u·v. Where u is 0 and du is not, dv does not count, even if infinite, as for ``sqrt`` at 0."""
    match finiteness.may_have_poles(du), finiteness.may_have_poles(dv):
        case True, False:
            return add(limit_product(du, v), multiply(u, dv))
        case False, True:
            return add(multiply(du, v), limit_product(u, dv))
    return add(multiply(du, v), multiply(u, dv))


def _of_quotient(u: Expression, v: Expression, du: Expression, dv: Expression) -> Expression:
    """Differentiate u/v."""
    return divide(du, v) if is_number(dv, 0.0) else apply("quotient_slope", u, du, v, dv)


def _of_derivative_of_quotient(
    node: Expression, operands: Sequence[Expression], partials: Sequence[Expression]
) -> Expression:
    """Differentiate (b − c·u/v) / v, a node with the operands u, b, v, c, where b and c are derivatives themselves."""
    u, _, v, c = operands
    du, db, dv, dc = partials
    numerator = subtract(db, add(limit_product(dc, divide(u, v)), limit_product(c, _of_quotient(u, v, du, dv))))
    return divide(subtract(numerator, limit_product(dv, node)), v)
