"""Print a tree as the text that parses into the same tree, with the fewest parentheses."""

from collections.abc import Callable, Mapping

from app.interruption import checkpoint
from app.language.expressions import Expression, Name, Number, Operation, postorder
from app.language.simplification import ONE, TWO, add, apply, divide, multiply, negate, power, subtract

ATOM = 5
PRECEDENCE = {"add": 1, "subtract": 1, "negate": 3, "multiply": 2, "divide": 2, "power": 4}
_SIGNS = {"add": " + ", "subtract": " - ", "multiply": "*", "divide": "/", "power": "**"}


def number_text(value: float) -> str:
    """Write a number as a person would: 2 rather than 2.0, otherwise the shortest text that reads back unchanged."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def precedence(expression: Expression) -> int:
    """Return the precedence of an expression's outermost operation."""
    match expression:
        case Operation(operation, _):
            return PRECEDENCE.get(operation, ATOM)
        case Number(value) if value < 0:
            return PRECEDENCE["negate"]
    return ATOM


def min_precedences(operation: str) -> tuple[int, int]:
    """Return the precedence that the left and right operands of a binary operator need to stand without parentheses."""
    if operation == "power":
        return ATOM, PRECEDENCE["negate"]
    # Even + and * keep parentheses on the right: a + (b + c) rounds differently from (a + b) + c.
    return PRECEDENCE[operation], PRECEDENCE[operation] + 1


def text(root: Expression) -> str:
    """Write the expression in the notation of the language, with the operations of derivatives spelled out."""
    checkpoint()
    written = spelled_out(root)
    texts: dict[int, str] = {}
    for node in postorder(written):
        match node:
            case Number(value):
                texts[id(node)] = number_text(value)
            case Name(name):
                texts[id(node)] = name
            case Operation(operation, operands):
                texts[id(node)] = _operation(operation, operands, [texts[id(operand)] for operand in operands])
    return texts[id(written)]


def _operation(operation: str, operands: tuple[Expression, ...], inner: list[str]) -> str:
    if operation == "negate":
        return "-" + _within(operands[0], inner[0], PRECEDENCE["negate"])
    if operation in _SIGNS:
        left, right = min_precedences(operation)
        return _within(operands[0], inner[0], left) + _SIGNS[operation] + _within(operands[1], inner[1], right)
    return f"{operation}({', '.join(inner)})"


def _within(operand: Expression, written: str, least: int) -> str:
    return written if precedence(operand) >= least else f"({written})"


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
"""The written form of each operation of derivatives that distinguishes no cases."""

FORMS: Mapping[str, Form] = {**SMOOTH_FORMS, "piecewise": _piecewise}
"""The written form of each operation of derivatives, equal to it wherever its parts are finite and off cusps."""

_SIMPLIFYING: Mapping[str, Form] = {
    "add": add,
    "subtract": subtract,
    "multiply": multiply,
    "divide": divide,
    "negate": negate,
    "power": power,
}


def spelled_out(root: Expression, forms: Mapping[str, Form] = FORMS) -> Expression:
    """Replace the operations of ``forms`` by their written forms.

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


def printed_size(root: Expression) -> int:
    """Count the numbers, names and operations of the printed text: shared parts count each time they are printed."""
    checkpoint()
    sizes: dict[int, int] = {}
    for node in postorder(root):
        match node:
            case Number() | Name():
                sizes[id(node)] = 1
            case Operation("piecewise", operands):
                u, v, above, below = (sizes[id(operand)] for operand in operands)
                sizes[id(node)] = 3 * (1 + u + v) + 2 * (1 + above + below)
            case Operation("quotient_slope", operands):
                u, du, v, dv = (sizes[id(operand)] for operand in operands)
                sizes[id(node)] = 6 + u + du + 2 * v + dv
            case Operation(_, operands):
                sizes[id(node)] = 1 + sum(sizes[id(operand)] for operand in operands)
    return sizes[id(root)]
