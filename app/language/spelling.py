"""Operations that only differentiation writes, spelled out in those that a text can use."""

from collections.abc import Callable, Mapping

from app.language.expressions import Expression, Operation, postorder
from app.language.simplification import ONE, TWO, add, apply, divide, multiply, negate, power, subtract

Form = Callable[..., Expression]


def _limit_product(u: Expression, v: Expression) -> Expression:
    match u:
        case Operation("divide", (numerator, denominator)) if numerator is ONE:
            return divide(v, denominator)
    return multiply(u, v)


def _quotient_slope(u: Expression, du: Expression, v: Expression, dv: Expression) -> Expression:
    return divide(subtract(multiply(du, v), multiply(u, dv)), power(v, TWO))


def _piecewise(u: Expression, v: Expression, above: Expression, below: Expression) -> Expression:
    which = apply("sign", subtract(u, v))
    return divide(add(multiply(add(ONE, which), above), multiply(subtract(ONE, which), below)), TWO)


SMOOTH_FORMS: Mapping[str, Form] = {"ratio": divide, "limit_product": _limit_product, "quotient_slope": _quotient_slope}
"""The forms of those without cases."""

FORMS: Mapping[str, Form] = {**SMOOTH_FORMS, "piecewise": _piecewise}
"""The form of each, with the same value wherever nothing in it is infinite and no cusp is met."""

_SIMPLIFYING: Mapping[str, Form] = {
    "add": add,
    "subtract": subtract,
    "multiply": multiply,
    "divide": divide,
    "negate": negate,
    "power": power,
}


def spelled_out(root: Expression, forms: Mapping[str, Form] = FORMS) -> Expression:
    """The expression with the operations of ``forms`` replaced by what they stand for.

    A part without such operations stays as it is written.
    """
    result: dict[int, Expression] = {}
    for node in postorder(root):
        result[id(node)] = node
        if isinstance(node, Operation):
            operands = tuple(result[id(operand)] for operand in node.operands)
            if node.operation in forms:
                result[id(node)] = forms[node.operation](*operands)
            elif any(new is not old for new, old in zip(operands, node.operands, strict=True)):
                rebuilt = _SIMPLIFYING.get(node.operation)
                result[id(node)] = rebuilt(*operands) if rebuilt else Operation(node.operation, operands)
    return result[id(root)]
