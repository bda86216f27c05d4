"""From tree to text: what the language would parse into the same tree, with the fewest parentheses."""

from app.interruption import checkpoint
from app.language.expressions import Expression, Name, Number, Operation, postorder
from app.language.spelling import spelled_out

ATOM = 5
PRECEDENCE = {"add": 1, "subtract": 1, "negate": 3, "multiply": 2, "divide": 2, "power": 4}
_SIGNS = {"add": " + ", "subtract": " - ", "multiply": "*", "divide": "/", "power": "**"}


def number_text(value: float) -> str:
    """A number as a person would write it: 2 rather than 2.0, and otherwise the shortest text that reads back."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def precedence(expression: Expression) -> int:
    """How tightly an expression holds together when it stands inside another."""
    match expression:
        case Operation(operation, _):
            return PRECEDENCE.get(operation, ATOM)
        case Number(value) if value < 0:
            return PRECEDENCE["negate"]
    return ATOM


def least_precedences(operation: str) -> tuple[int, int]:
    """How tightly the left and right operand of a binary operator must hold together to need no parentheses."""
    if operation == "power":
        return ATOM, PRECEDENCE["negate"]
    # Even + and * keep parentheses on the right: a + (b + c) rounds differently from (a + b) + c.
    return PRECEDENCE[operation], PRECEDENCE[operation] + 1


def text(root: Expression) -> str:
    """The expression in the notation of the language, operations of derivatives spelled out."""
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
        left, right = least_precedences(operation)
        return _within(operands[0], inner[0], left) + _SIGNS[operation] + _within(operands[1], inner[1], right)
    return f"{operation}({', '.join(inner)})"


def _within(operand: Expression, written: str, least: int) -> str:
    return written if precedence(operand) >= least else f"({written})"
