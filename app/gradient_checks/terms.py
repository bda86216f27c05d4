"""The terms of a sum, as its author wrote them."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from app.language.expressions import Expression, Number, Operation
from app.language.simplification import multiply


@dataclass(frozen=True)
class Term:
    """What a sum adds ``factor`` times; −1 for a term that it subtracts."""

    expression: Expression
    factor: float

    def written_like(self, other: "Term") -> Expression:
        """What should stand in the other's place to give this term."""
        return scaled(self.expression, self.factor / other.factor)

    def alone(self) -> Expression:
        """What should be added to a sum to give this term."""
        return scaled(self.expression, self.factor)


def terms(root: Expression) -> Iterator[Term]:
    """The terms of a sum from left to right, and after them the terms of those that are multiples of a sum."""
    sums = deque([Term(root, 1.0)])
    while sums:
        for term in _summands(sums.popleft()):
            yield term
            multiple, inner = _multiple(term.expression)
            if multiple and isinstance(inner, Operation) and inner.operation in ("add", "subtract"):
                sums.append(Term(inner, term.factor * multiple))


def _summands(term: Term) -> Iterator[Term]:
    stack = [(term.expression, term.factor)]
    while stack:
        node, factor = stack.pop()
        match node:
            case Operation("add", (left, right)):
                stack += [(right, factor), (left, factor)]
            case Operation("subtract", (left, right)):
                stack += [(right, -factor), (left, factor)]
            case Operation("negate", (inner,)):
                stack.append((inner, -factor))
            case _:
                yield Term(node, factor)


def scaled(term: Expression, factor: float) -> Expression:
    """``factor`` times the term, multiplied into the number that leads it if one does."""
    if factor == 1.0:
        return term
    match term:
        case Number(value):
            return Number(factor * value)
        case Operation("multiply" | "divide" as operation, (left, right)) if _is_led_by_number(left):
            return Operation(operation, (scaled(left, factor), right))
        case Operation("negate", (inner,)) if _is_led_by_number(inner):
            return scaled(inner, -factor)
    return multiply(Number(factor), term)


def _is_led_by_number(expression: Expression) -> bool:
    while isinstance(expression, Operation) and expression.operation in ("multiply", "divide", "negate"):
        expression = expression.operands[0]
    return isinstance(expression, Number)


def _multiple(node: Expression) -> tuple[float, Expression]:
    """A node as a number times something."""
    match node:
        case Operation("multiply", (Number(value), inner)) | Operation("multiply", (inner, Number(value))):
            return value, inner
        case Operation("multiply", (Operation("negate", (Number(value),)), inner)):
            return -value, inner
        case Operation("divide", (inner, Number(value))) if value:
            return 1.0 / value, inner
    return 1.0, node
